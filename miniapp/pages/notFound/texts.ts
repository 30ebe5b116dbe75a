export const texts = {
  title: '没有这个页面',
  text: '链接可能已经过期，或者抄漏了几个字。请从首页进入，或从聊天里的卡片重新打开。',
  home: '回到首页',
}
