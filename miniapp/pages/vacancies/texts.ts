export const texts = {
  title: '空缺岗位',
  hint: '岗位没有人，下面的事就没有人办。授予权限后，岗位马上从这里消失，事情转到新任职的同志那里。',
  since: (day: string) => `从${day}起空缺`,
  anotherSince: (day: string) => `从${day}起要另有一位`,
  another: '现任同志不能办自己的事，请再授予一位同志。',
  noMember: '部门没有在职党员。可以调入一位，或者打开岗区表作废。',
  waiting: (count: number) => `${count}件事等着办`,
  nothingWaits: '现在还没有事在等，有了就会停在这里。',
  mend: '去授予权限',
  mendFor: (post: string) => `去授予权限：${post}`,
  none: '每个岗位都有人',
  noneHint: '岗位没有人、事情因此没人办时，会出现在这里。系统每天检查一次。',
} as const
