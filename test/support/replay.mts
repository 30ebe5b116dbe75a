// `npm run replay FILE [ADDRESS]`: sends a saved platform request to the running product. The file holds
// { platform: 'feishu' | 'wecom', method, query, headers, body } with the body as text, exactly as it arrived.
import { readFileSync } from 'node:fs'

const [file, address = process.env.PUBLIC_URL ?? 'http://127.0.0.1:3000'] = process.argv.slice(2)
if (!file) {
  console.error('用法：npm run replay 文件 [产品网址]')
  process.exit(2)
}
const saved = JSON.parse(readFileSync(file, 'utf8')) as {
  platform: 'feishu' | 'wecom'
  method?: string
  query?: Record<string, string>
  headers?: Record<string, string>
  body?: string
}
const query = new URLSearchParams(saved.query ?? {})
const response = await fetch(`${address}/hooks/${saved.platform}${query.size ? `?${query}` : ''}`, {
  method: saved.method ?? 'POST',
  headers: saved.headers ?? {},
  ...(saved.method === 'GET' ? {} : { body: saved.body ?? '' }),
})
console.log(response.status, await response.text())
