import { createHash } from 'node:crypto'

const seed = 'jiangyue-2026'

/** The same id for the same thing in every run: a UUID drawn from the seed and a key such as 'person:JY0001'. */
export function sampleId(key: string): string {
  const hex = createHash('sha256').update(`${seed}:${key}`).digest('hex')
  const variant = '89ab'[Number.parseInt(hex[16] ?? '0', 16) % 4]
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** Repeatable numbers in [0, 1): each part of the sample draws from a stream of its own, so that none shifts another. */
export function randomStream(name: string): () => number {
  let state = Number.parseInt(createHash('sha256').update(`${seed}:${name}`).digest('hex').slice(0, 8), 16)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

export const pick = <Item>(random: () => number, items: readonly Item[]): Item => {
  const item = items[Math.floor(random() * items.length)]
  if (item === undefined) throw new RangeError('nothing to pick from')
  return item
}

const surnames = [...'江林周沈许顾陆秦叶苏何梁唐程方温白季宋乔简柳丁孟谢余石贺陶傅钟祁莫夏黎岳舒章蓝尹']
const givenNames =
  '予川 知行 牧云 云帆 青山 南星 闻笛 望舒 疏影 雨桐 小满 晚晴 星河 远帆 知许 如初 听雨 景明 松涛 竹溪 清禾 霁月 晨曦 秋实 春野 澄湖 岚峰 溪亭 沐阳 若谷 怀瑾 青岩 子衿 映雪 思源 初霁 长风 泊舟 静川 语禾 安澜 书岩 柏舟 疏雨 青野 朝露 向荣 知秋'.split(
    ' ',
  )

/** Fictional names, each once, in an order fixed by the seed. `taken` are names given by hand. */
export function sampleNames(taken: Iterable<string>): () => string {
  const random = randomStream('names')
  const used = new Set(taken)
  return () => {
    for (;;) {
      const name = pick(random, surnames) + pick(random, givenNames)
      if (used.has(name)) continue
      used.add(name)
      return name
    }
  }
}
