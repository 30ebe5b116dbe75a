import { addressList } from '../../../server/trustedProxies'
import { callerAddress, networkOf } from '../../../server/web/callerAddress'

const proxies = addressList(['127.0.0.1'])
const from = (remoteAddress: string, forwarded: string): string =>
  callerAddress({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } } as never, proxies)

// Else all of IPv4 would be one network of IPv6, and would share one bucket.
test.each([
  ['mapped', '127.0.0.1', '::ffff:203.0.113.9'],
  ['mapped, in hexadecimal', '127.0.0.1', '::ffff:cb00:7109'],
  ['mapped, written out', '127.0.0.1', '0:0:0:0:0:FFFF:cb00:7109'],
  ['translated by a gateway', '127.0.0.1', '64:ff9b::cb00:7109'],
  ['said by a proxy that is itself so', '0:0:0:0:0:ffff:127.0.0.1', '203.0.113.9'],
])('an IPv4 address that is written as one of IPv6 is that address: %s', (_how, remote, forwarded) => {
  expect(networkOf(from(remote, forwarded))).toBe('203.0.113.9')
})

test('an address of IPv6 is one, however it is written', () => {
  expect(from('127.0.0.1', '2001:0DB8:0:0:0:0:0:5')).toBe('2001:db8::5')
  expect(networkOf(from('127.0.0.1', '2001:DB8:0:0:1::5'))).toBe('2001:db8:0:0')
})
