import { decrypt, encrypt, getJsApiSignature, getSignature } from '@wecom/crypto'
import {
  callbackSignature,
  decryptMessage,
  encryptMessage,
  pageSignature,
  plainLength,
} from '../../../bot/emulator/wecom/crypto'

// Public test vectors, wecom §5.3: A from the official documents, B and C from xen0n/go-workwx.
const keyA = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C'
const corpA = 'wx5823bf96d3bd56c7'
const cipherA =
  'RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911' +
  'L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLx' +
  'AUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9' +
  'nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/u' +
  'h9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q=='
const keyB = '4Ma3YBrSBbX2aez8MJpXGBne5LSDwgGqHbhM9WPYIws'
const cipherB = '6KmUQuPVu7UhjyVqRdbo5SfcRqaHvbUlKSHFvBV2ZuR6TIlKsygcfeSd1GDplg1C5KSKr6UPHCaC/nIX3ZNt9w=='
const keyC = 'cD0d7jx4tYvVtzqrmh3Dm3QFCXe6f8SlHoMtMh3qQEP'
const cipherC =
  'EUCt7xMcNiyASzZj0Hjc5yDjFQrCum6AfQ3ntHiUzjGQ51xieKmbvtrZ40/EcB2W/W8yH0n4Lqx48gJl/T9HD/R309I0P/r5' +
  'pIZucK3lyEn48FYMr4YdE0QdL2jIJ3xkcXUr6uzefzCxG6lMvwpAJaOyVCzN7sRRw47njfxy5EIqU6R9ZBhlTzfdnhhOhK/n' +
  'TwzrZX3SoGlXFA9OBeZ6ru1NWpXFk76x9DUMe0lcxPPiUqK8ctnQcYXSGUHVqC6DfG7E7mab0OmruNN8cBZY5d3dYOBA4Oga' +
  'H55Q0AJmUpdT8vNiXpXx+6TxT3TIjySXpDrHVyrsb772aYywgg/Nu4kUmGkALwFZlzhjNegR7wDwb9lr4ERXsSSS8JZ8lbBm' +
  'aQ3F2Tq584xoPj5rIhXAF734ynm4no1g+SdHiNqR328='
const cipherD = '2JaQ0H0H/TuqGM/rDRTva5hmGsQ3PTn8O5nG7EFrYNr5LLkccfINPScR7ekf39zWsZTZQRU2TVWNuaFsT2qDOg=='
const cipherE = '2JaQ0H0H/TuqGM/rDRTva/VUBGMOuk5D2v59xMcTvPWTn3HO0urPBCUjL41MLxM9LvGoS05z1/TZ7LDSAFAFwQ=='
const sixteen = Buffer.from('a'.repeat(16))

describe('企业微信的加密与签名，与公开的测试数据逐字节一致', () => {
  test('官方例子（A）：签名、随机串、正文和企业编号都对得上', () => {
    expect(callbackSignature('QDG6eK', '1409659813', '1372623149', cipherA)).toBe(
      '477715d11cdb4164915debcba66cb864d751f3e6',
    )
    const opened = decryptMessage(keyA, cipherA)
    expect(opened.random).toBe('0960688932c47ef1')
    expect(opened.receiveId).toBe(corpA)
    expect(Buffer.byteLength(opened.message)).toBe(284)
    expect(opened.message).toContain('4561255354251345929')
    expect(opened.message).toContain('hello')
  })

  test('地址校验例子（B）：解出的明文与记录一致', () => {
    const signature = callbackSignature('kjr2TKI8umCBfVF3wAHk8JiPwma5VBme', '1583940690', 'VHh7ymSeb0jc4lSb', cipherB)
    expect(signature).toBe('1ba3cb09c0d2c2b3ed6900d37f91a6efae6cb011')
    expect(decryptMessage(keyB, cipherB)).toMatchObject({
      message: '94966531020182955848408',
      receiveId: 'ww6a112864f8022910',
    })
  })

  test('真实消息例子（C）：文本消息原样解出', () => {
    const signature = callbackSignature('kz7Yx62CH8SaLN', '1583995625', '1584392382', cipherC)
    expect(signature).toBe('f265ae551b1932727204c3d707628d01376a6940')
    const { message, receiveId } = decryptMessage(keyC, cipherC)
    expect(receiveId).toBe('ww6a112864f8022910')
    for (const part of ['x123', 'foobar', '2018405441', '1000002']) expect(message).toContain(part)
  })

  test('汉字按字节计长度（D），刚好满块时再补一整块（E）', () => {
    expect(encryptMessage(keyA, '<xml>测试</xml>', corpA, sixteen)).toBe(cipherD)
    expect(encryptMessage(keyA, 'a'.repeat(9), 'ww1', sixteen)).toBe(cipherE)
    expect(plainLength('a'.repeat(9), 'ww1') % 32).toBe(0)
    expect(decryptMessage(keyA, cipherE)).toMatchObject({ message: 'a'.repeat(9), receiveId: 'ww1' })
  })

  test('网页签名与官方例子一致，地址里 # 以后不参加签名', () => {
    const ticket = 'sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg'
    const sign = (url: string) => pageSignature(ticket, 'Wm3WZYTPz0wzccnW', '1414587457', url)
    expect(sign('http://mp.weixin.qq.com?params=value')).toBe('0f9de62fce790f9a083d5c99e95740ceb90c27ed')
    expect(sign('http://mp.weixin.qq.com?params=value#/home')).toBe('0f9de62fce790f9a083d5c99e95740ceb90c27ed')
  })

  test('与另一份独立实现互相加密、解密、签名，结果相同', () => {
    const message = '<xml><Content>独立核对</Content></xml>'
    expect(decrypt(keyA, encryptMessage(keyA, message, corpA))).toMatchObject({ message, id: corpA })
    expect(decryptMessage(keyA, encrypt(keyA, message, corpA))).toMatchObject({ message, receiveId: corpA })
    expect(getSignature('t', '1', '2', cipherD)).toBe(callbackSignature('t', '1', '2', cipherD))
    const page = { url: 'https://h5.example.com/a?b=1', ticket: 'T', nonceStr: 'N', timestamp: '1795345698' }
    expect(getJsApiSignature({ ...page, timestamp: 1795345698 }).signature).toBe(
      pageSignature('T', 'N', '1795345698', page.url),
    )
  })

  test('密钥不对时打不开', () => {
    expect(() => decryptMessage(keyB, cipherA)).toThrow()
  })
})
