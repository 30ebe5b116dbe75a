import Keygrip from 'keygrip'
import { cookieKeys } from '../../../server/web/session'

const [present, former, stranger] = ['a', 'b', 'c'].map((letter) => letter.repeat(32)) as [string, string, string]
const cookie = 'lxq_session=person.m1.random'

describe('the signature of a login cookie', () => {
  const keys = cookieKeys([present, former])

  it('is the one that Koa itself would give, so that nobody is logged out', () => {
    expect(keys.sign(cookie)).toBe(new Keygrip([present], 'sha256', 'base64').sign(cookie))
  })

  it('is made with the first secret and still taken from a former one', () => {
    expect(keys.index(cookie, cookieKeys([present]).sign(cookie))).toBe(0)
    expect(keys.index(cookie, cookieKeys([former]).sign(cookie))).toBe(1)
  })

  it('is refused from another secret, for another cookie, cut short or left out', () => {
    const signature = keys.sign(cookie)
    expect(keys.verify(cookie, cookieKeys([stranger]).sign(cookie))).toBe(false)
    expect(keys.verify(`${cookie}x`, signature)).toBe(false)
    expect(keys.verify(cookie, signature.slice(1))).toBe(false)
    expect(keys.verify(cookie, '')).toBe(false)
  })
})
