import type { Context } from 'koa'
import type { Refusal } from '../refusals'

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

const style = `body{margin:0;font:18px/1.6 system-ui,sans-serif;color:#222;background:#f7f5f2}
main{max-width:420px;margin:0 auto;padding:16vh 24px}
h1{font-size:24px}
a{display:block;margin-top:24px;padding:12px;border:1px solid #b5281e;border-radius:10px;color:#b5281e;text-align:center;text-decoration:none}`

/** Where the page of a refusal leads on; the front page when not said. */
export function wayOn(ctx: Context, path: string): void {
  ctx.state.wayOn = path
}

/** A window goes there itself, so that no page of ours is there to say what came: a login's answer, a file in another browser. */
export const isNavigation = (ctx: Context): boolean => {
  if (ctx.method !== 'GET') return false
  const mode = ctx.get('Sec-Fetch-Mode')
  return mode ? mode === 'navigate' : ctx.get('Accept').includes('text/html')
}

/** What a refusal says, as a page by itself, with a way on. No script and no file: it may stand where nothing else loads. */
export function sentencePage(ctx: Context, { status, message }: Refusal): string {
  const passes = status === 429 || status >= 500
  const way: string | undefined = ctx.state.wayOn
  const title = passes ? '请稍后再试' : '打不开'
  return `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} · 连心桥</title><style>${style}</style></head>
<body><main><h1>${title}</h1><p>${escaped(message)}</p><a href="${escaped(way ?? '/')}">${way ? '再试一次' : '打开连心桥首页'}</a></main></body>
</html>
`
}
