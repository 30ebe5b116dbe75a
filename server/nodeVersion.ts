/**
 * Why this Node cannot run the product, in one sentence; null when it can. `running` is a version such as '22.14.0',
 * `declared` is engines.node of package.json, '>=' and major.minor. Spelled so that any Node can read it: an older one
 * would fall over the first native module without a word.
 */
export function refusedNode(running: string, declared: string): string | null {
  const numbers = (text: string) => text.replace(/^\D+/, '').split('.').map(Number)
  const here = numbers(running)
  const needed = numbers(declared)
  const difference = (here[0] || 0) - (needed[0] || 0) || (here[1] || 0) - (needed[1] || 0)
  if (difference >= 0) return null
  return `这里的 Node.js 是 ${running}，连心桥需要 ${needed.join('.')} 或更新的版本，请改用 npm start、npm run demo 等 npm 命令启动（它们用随安装带来的 Node.js），或升级这台机器的 Node.js。`
}
