export const texts = {
  product: '连心桥',
  greeting: (name: string, hour: number) => `${name}同志，${hour < 12 ? '上午' : hour < 18 ? '下午' : '晚上'}好`,
  // 群众 are not addressed as 同志 by everyone's taste; the plain name is never wrong.
  plainGreeting: (name: string, hour: number) => `${name}，${hour < 12 ? '上午' : hour < 18 ? '下午' : '晚上'}好`,
  tasksTitle: '需要您办的事',
  noTasks: '现在没有要办的事',
  noTasksText: '有新的事项时，机器人会在聊天里提醒您。也可以到各个栏目看看。',
  placesTitle: '常用栏目',
  urgent: '请先办',
}
