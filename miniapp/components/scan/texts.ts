/** Reading the QR of a printed slip with the camera (rules §4.6.7). */
export const texts = {
  open: '扫打印的码条',
  video: '相机画面',
  hint: '把码条上的二维码放在画面中间，看清了会自己填好。画面只在这台设备上看，不保存、不发出去。',
  opening: '正在打开相机……',
  other: '这个二维码不是码条上的，请对准码条。',
  filled: '已填好，请核对后点下面的按钮。',
  refused: '相机没有打开：没有允许使用相机，或者别的程序正在用。请照着码条输入数字。',
  offline: '网络不好，扫码还用不了。请再点一次，或者照着码条输入数字。',
  stop: '不扫了，自己输入',
} as const
