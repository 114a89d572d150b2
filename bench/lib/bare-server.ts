/** The floor of a push: Hono over one insert, nothing else. Arguments: port, database. */
import { randomUUID } from 'node:crypto'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import pg from 'pg'

const [port = '', databaseUrl = ''] = process.argv.slice(2)
const pool = new pg.Pool({ connectionString: databaseUrl, max: 20 })
await pool.query('create table if not exists floor_pushes (id uuid primary key, body bytea not null)')

const app = new Hono()
app.get('/', (c) => c.text('ok'))
app.post('/hooks/:token', async (c) => {
  const id = randomUUID()
  await pool.query('insert into floor_pushes (id, body) values ($1, $2)', [
    id,
    Buffer.from(await c.req.arrayBuffer()),
  ])
  return c.json({ id })
})
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(port) })
