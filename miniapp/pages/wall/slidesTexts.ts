export const slidesTexts = {
  title: '党员“三亮”公开栏',
  place: (index: number, count: number) => `${index}/${count}`,
  paused: '已暂停',
  pause: '暂停',
  go: '继续',
  previous: '上一张',
  next: '下一张',
  fullScreen: '全屏',
  leave: '退出',
  empty: '还没有可以轮播的内容',
  emptyText: '承诺书和岗区公开后会自动出现，每10分钟更新一次。',
  since: (time: string) => `网络不通，显示的是${time}的内容`,
} as const
