export const texts = {
  title: '提交记录',
  lead: '这台设备上填写后提交的内容。换一台设备看不到这里的记录，但提交成功的内容都在系统里。',
  waitingTitle: '等待提交',
  waitingNote: '没有网络时填写的，联网后自动提交，不用重新填写。',
  refusedTitle: '没有提交成功',
  sentTitle: '已提交',
  sentNote: '只留最近30条。',
  at: (day: string, time: string) => `${day} ${time}`,
  nothingTitle: '还没有提交过',
  nothingText: '登记走访、三联系或提交承诺书以后，这里看得到每一项是否已经提交。',
  unkept: '这台设备存不下内容（空间已满，或者开了无痕浏览）。没有网络时请不要关闭页面，联网后再提交。',
  offlineUnable: '这台设备上的浏览器不能在没有网络时打开本系统。请在有网络的地方打开，打开以后没有网络也可以填写。',
}
