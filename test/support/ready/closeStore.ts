import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { serverUrl } from '../databases'
import { closeStore, storePrefix } from './store'

/** After the last test file of a jest run (package.json): a server that was lent to us keeps nothing of it. */
export default async function close(): Promise<void> {
  const prefix = storePrefix()
  for (const url of [serverUrl('mariadb'), serverUrl('mysql')]) if (url && prefix) await dropAll(url, prefix)
  closeStore()
}

async function dropAll(url: string, prefix: string): Promise<void> {
  const connection = await createConnection(url)
  try {
    const [found] = await connection.query<RowDataPacket[]>(
      'select schema_name as name from information_schema.schemata where left(schema_name, ?) = ?',
      [prefix.length, prefix],
    )
    for (const { name } of found) await connection.query(`drop database ${name}`)
  } finally {
    await connection.end()
  }
}
