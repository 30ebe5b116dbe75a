import { createServer } from 'node:net'
import { ConfigFault } from '../../server/config'
import { startFaultSentence } from '../../server/startFault'

const fault = (code: string, more: object = {}) => Object.assign(new Error('raw words'), { code, ...more })

describe('why a program did not start', () => {
  it.each([
    ['ECONNREFUSED', {}, '连不上数据库（ECONNREFUSED），请检查 DATABASE_URL 和数据库是否开着。'],
    ['ER_ACCESS_DENIED_ERROR', {}, '数据库不认 DATABASE_URL 里的用户或密码'],
    ['ER_BAD_DB_ERROR', {}, '请先建一个空库'],
    ['SQLITE_CANTOPEN', {}, '打不开 DATABASE_URL'],
    ['SQLITE_NOTADB', {}, '不是 SQLite 数据库'],
    ['EACCES', { syscall: 'listen' }, '没有权限用这个端口'],
    ['ENOTFOUND', { hostname: 'my host' }, '找不到 HOST 写的地址'],
    ['ENOTFOUND', { hostname: 'database' }, '连不上数据库（ENOTFOUND）'],
  ])('%s is said in a sentence with the setting to mend', (code, more, words) => {
    const sentence = startFaultSentence(fault(code, more), 'my host')
    expect(sentence).toContain(words)
    expect(sentence).not.toContain('raw words')
  })

  it('passes on what is wrong with the settings, and leaves what nobody can mend', () => {
    expect(startFaultSentence(new ConfigFault(['PORT 不是数字']))).toBe('配置有问题：PORT 不是数字。')
    expect(startFaultSentence(fault('ERR_ASSERTION'))).toBeNull()
  })

  it('knows a port that is taken by the fault Node itself gives', async () => {
    const first = createServer().listen(0, '127.0.0.1')
    await new Promise((done) => first.once('listening', done))
    const { port } = first.address() as { port: number }
    const second = createServer()
    const refused = await new Promise<Error>((done) => second.once('error', done).listen(port, '127.0.0.1'))
    first.close()
    expect(startFaultSentence(refused)).toBe('端口已被占用，请换一个 PORT 再启动。')
  })
})
