import { BlockList, isIP } from 'node:net'

/** '10.0.0.5', '10.0.0.0/8', 'fd00::/8'. A range of all addresses is none: it would take everybody's word. */
export function isAddressRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/')
  const family = isIP(address)
  if (!family || rest.length || address.includes('%')) return false
  return bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}

/** Of ranges as isAddressRange takes them. */
export function addressList(ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [address = '', bits] = range.split('/')
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6'
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return list
}

/** Of a proxy on the same machine. */
const thisMachine = ['127.0.0.1', '::1']

/**
 * What a start says when the setting looks wrong, in one sentence; null when it looks right. In production a proxy stands in
 * front, always: PUBLIC_URL is https, and the program speaks http.
 */
export function proxyDoubt(config: {
  production: boolean
  host: string
  trustedProxies: readonly string[]
}): string | null {
  if (!config.production) return null
  if (!config.trustedProxies.length)
    return '没有填写 TRUSTED_PROXIES，所有人都会算作反向代理那一个地址，人多时会有人暂时进不来。请写上反向代理的地址；它和程序在同一台机器上，就写 127.0.0.1'
  const list = addressList(config.trustedProxies)
  const onlyFromHere = thisMachine.includes(config.host) || config.host === 'localhost'
  if (onlyFromHere && !list.check('127.0.0.1', 'ipv4') && !list.check('::1', 'ipv6'))
    return 'HOST 只让本机访问，反向代理就在本机，TRUSTED_PROXIES 里却没有 127.0.0.1，所有人都会算作同一个地址。请补上 127.0.0.1'
  return null
}
