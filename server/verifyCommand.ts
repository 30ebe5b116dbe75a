import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readBundle } from './domain/bundle/bundle'
import { verdictText, verifyBundle } from './domain/bundle/verifyBundle'
import { halfName } from './domain/calendar/calendarDay'
import { shortHash } from './domain/sealing/shortHash'

const usage = '用法：npm run verify -- 计票档案.json [--checksum 计票校验码] [--list 清单校验码]'
const broken = '这个文件不是计票档案，或者已经损坏，读不出来。'
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

function readFile(name: string): string | null {
  try {
    // npm runs from the product's folder; the name was written in another one perhaps.
    return readFileSync(resolve(process.env.INIT_CWD ?? '.', name), 'utf8')
  } catch {
    return null
  }
}

/** What `npm run verify` says of a file, a line each (rules §4.6.11). */
export function verifyCommand(given: string[]): { lines: string[]; whole: boolean } {
  try {
    return verify(given)
  } catch (fault) {
    // An option that is none has a code of its own; anything else is a file that only begins like one.
    const wrongUse = String((fault as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS')
    return { lines: [wrongUse ? usage : broken], whole: false }
  }
}

function verify(given: string[]): { lines: string[]; whole: boolean } {
  const { values, positionals } = parseArgs({
    args: given,
    options: { checksum: { type: 'string' }, list: { type: 'string' } },
    allowPositionals: true,
  })
  const [name] = positionals
  if (!name) return { lines: [usage], whole: false }
  const text = readFile(name)
  if (text === null) return { lines: [`没有找到文件：${name}`], whole: false }
  const bundle = readBundle(text)
  if (!bundle) return { lines: [broken], whole: false }
  const anchors = { checksum: values.checksum ?? '', listHash: values.list ?? '' }
  const verdict = verifyBundle(bundle, sha256, anchors)
  const { round, list, checksum } = bundle
  return {
    whole: verdict.faults.length === 0,
    lines: [
      `${round.branch}${halfName(round.half)}评价`,
      verdictText(verdict),
      ...verdict.faults.map(({ sentence }, at) => `${at + 1}. ${sentence}`),
      `计票校验码 ${shortHash(checksum)}${list ? `，清单${list.envelopes}份，校验码 ${shortHash(list.hash)}` : ''}。`,
      ...(anchors.checksum ? [] : ['请和监票人卡片、评价页上的校验码对一对：一样，才是计票时的那一份。']),
    ],
  }
}
