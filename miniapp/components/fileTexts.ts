/** What is said where a picture or a paper is sent. */
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
