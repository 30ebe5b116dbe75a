import type { IncomingMessage } from 'node:http'
import { type BlockList, isIP } from 'node:net'

/** Prefixes in front of an IPv4 address that is written as an IPv6 one: mapped (RFC 4291), translated (RFC 6052). */
const coats = /^(?:::ffff:|64:ff9b::)([\da-f]{1,4}):([\da-f]{1,4})$/

/** In the one way of writing that there is of each; an IPv4 address without its coat, else all of IPv4 would be one network. */
function withoutCoat(address: string): string {
  const written = new URL(`http://[${address}]`).hostname.slice(1, -1)
  const [, ...halves] = coats.exec(written) ?? []
  const bytes = halves.flatMap((half) => [Number.parseInt(half, 16) >> 8, Number.parseInt(half, 16) & 255])
  return bytes.length ? bytes.join('.') : written
}

/** An address without port, brackets, zone and the IPv6 coat of an IPv4 one; '' for anything else. */
function plainAddress(text: string): string {
  const bare = text.trim().replace(/^\[([^\]]*)\](:\d+)?$/, '$1')
  const address = bare.replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1').replace(/%.*$/, '')
  return isIP(address) === 6 ? withoutCoat(address) : isIP(address) ? address : ''
}

const isIn = (list: BlockList, address: string): boolean =>
  address !== '' && list.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6')

/** Whether the other end of the connection is one of these. */
export const isFrom = (list: BlockList, { socket }: IncomingMessage): boolean =>
  isIn(list, plainAddress(socket.remoteAddress ?? ''))

/**
 * Who calls: whoever is connected, unless that is one of our proxies; then whom it names, and so on from the last name to the
 * first. What a caller himself wrote into X-Forwarded-For stands before the word of the proxy and is never reached.
 */
export function callerAddress({ socket, headers }: IncomingMessage, proxies: BlockList): string {
  let caller = plainAddress(socket.remoteAddress ?? '')
  const named = String(headers['x-forwarded-for'] ?? '').split(',')
  while (isIn(proxies, caller)) {
    const next = plainAddress(named.pop() ?? '')
    if (!next) break
    caller = next
  }
  return caller
}

/** The part of an address that one household or office holds: all of IPv4, 64 bits of IPv6, of which anybody has as many as he likes. */
export function networkOf(address: string): string {
  if (isIP(address) !== 6) return address
  const [head = '', tail] = address.split('::')
  const left = head ? head.split(':') : []
  const right = tail ? tail.split(':') : []
  const groups =
    tail === undefined ? left : [...left, ...Array(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right]
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}
