import { readFileSync, statSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { axe, measureTransfer, newDesktop, newPhone, openBrowser, screenshot } from './browser'

const body =
  '<!doctype html><html lang="zh-CN"><title>试页</title><link rel="stylesheet" href="/a.css">' +
  '<main><h1>群众评价党员 𠮷</h1><img src="/a.png"></main>'
const style = `/*${' '.repeat(4996)}*/`

describe('the browser of the tests', () => {
  let browser: Browser
  let server: Server
  let address: string

  beforeAll(async () => {
    // The policy forbids inline scripts, as the product's own does: the tools must work all the same.
    server = createServer((request, response) => {
      response.setHeader('content-security-policy', "default-src 'self'; script-src 'self'")
      const answers: Record<string, [string, string]> = {
        '/': ['text/html; charset=utf-8', body],
        '/a.css': ['text/css', style],
      }
      const [type, content] = answers[request.url ?? ''] ?? ['text/plain', '']
      response.setHeader('content-type', type)
      response.end(content)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
    browser = await openBrowser()
  })

  afterAll(async () => {
    await browser?.close()
    server.close()
  })

  it('shows a page as a Feishu phone in the dark and takes its picture', async () => {
    const phone = await newPhone(browser, { platform: 'feishu', dark: true })
    const page = await phone.newPage()
    await page.goto('data:text/html;charset=utf-8,<h1>三亮 两联 三评 一公开</h1>')
    expect(page.viewportSize()).toEqual({ width: 390, height: 844 })
    expect(await page.evaluate('matchMedia("(prefers-color-scheme: dark)").matches')).toBe(true)
    expect(await page.evaluate('navigator.userAgent')).toContain(' Lark/')
    const path = await screenshot(page, 'support-phone')
    expect(readFileSync(path).subarray(1, 4).toString()).toBe('PNG')
    expect(statSync(path).size).toBeGreaterThan(3000)
    await phone.close()
  })

  it('calls itself WeCom where WeCom is asked for', async () => {
    const phone = await newPhone(browser, { platform: 'wecom' })
    const page = await phone.newPage()
    expect(await page.evaluate('navigator.userAgent')).toMatch(/wxwork\/.* MicroMessenger\//)
    await phone.close()
  })

  it('names a picture without description as a fault, under a strict content policy too', async () => {
    const desktop = await newDesktop(browser)
    const page = await desktop.newPage()
    await page.goto(address)
    expect((await axe(page)).map(({ rule }) => rule)).toEqual(['image-alt'])
    await desktop.close()
  })

  it('counts the bytes and requests of a page', async () => {
    const desktop = await newDesktop(browser)
    const page = await desktop.newPage()
    const transfer = await measureTransfer(page)
    await page.goto(address, { waitUntil: 'networkidle' })
    const { bytes, requests } = transfer()
    expect(requests).toBeGreaterThanOrEqual(3)
    expect(bytes).toBeGreaterThan(5000)
    expect(bytes).toBeLessThan(8000)
    await desktop.close()
  })

  it('reaches no other machine, whatever its name leads to', async () => {
    const desktop = await newDesktop(browser)
    const page = await desktop.newPage()
    // Any name under localhost leads to this machine by itself, so only the browser's own rule can refuse it.
    await expect(page.goto(address.replace('127.0.0.1', 'other.localhost'))).rejects.toThrow('ERR_NAME_NOT_RESOLVED')
    await desktop.close()
  })
})
