/** Words of the parts that several pages share. */
export const pictureTexts = {
  camera: '拍照',
  choose: '选照片',
  again: '换一张',
  remove: '不用照片',
  uploading: '正在上传照片',
  retry: '再传一次',
  unreadable: '这张照片打不开，请换一张，或者直接拍照。',
  alt: (what: string) => `${what}（已上传）`,
} as const

export const documentTexts = {
  camera: '拍照',
  choose: '选择文件',
  again: '换一个文件',
  remove: '不要了',
  uploading: '正在上传，请稍等',
  uploaded: '已上传，点开看一看',
  sent: '已上传',
  retry: '再传一次',
} as const

export const formTexts = {
  left: (count: number, named: boolean) => `还有${count}处要改${named ? '：' : '。'}`,
  tooLong: (limit: number, over: number) => `最多${limit}字，请删去${over}字`,
  restored: '已恢复您上次没有提交的内容。',
  discard: '不要了',
  notKept: '这台设备不能保存草稿，请一次写完再离开。',
} as const

export const dayTexts = { choose: '请选择日期' } as const
