import { globSync, readFileSync } from 'node:fs'

test('each migration says what it is for, in place of the line it was written with', () => {
  const files = globSync('server/database/migrations/*-*.ts')
  expect(files.length).toBeGreaterThan(10)
  expect(files.filter((path) => readFileSync(path, 'utf8').includes('say here what it is for'))).toEqual([])
})
