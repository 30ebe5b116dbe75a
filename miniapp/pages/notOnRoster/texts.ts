export const texts = {
  title: '还不能进入',
  sentence: (contact: string) => `您还不在党员群众名册中，请联系本支部书记或${contact || '机关党办'}登记后再进入。`,
  stepsTitle: '怎么办',
  steps: [
    '把您的姓名、工号和所在部门告诉本支部书记或机关党办。',
    '他们把您登记进名册，并对应上您现在用的账号。',
    '登记好以后，点下面的按钮重新进入。',
  ],
  retry: '已登记，重新进入',
}
