/** Runs in a worker thread: one letter at a time, in and out by messages. */
import { parentPort } from 'node:worker_threads'
import { LetterError } from './parse-limits.ts'
import { parseLetter } from './parse.ts'
import type { PoolReply, PoolTask } from './parse-pool.ts'

parentPort?.on('message', (task: PoolTask) => {
  void answer(task)
})

async function answer(task: PoolTask): Promise<void> {
  try {
    const letter = await parseLetter(task.raw, task.options)
    const buffers = letter.attachments.flatMap((file) =>
      file.content?.buffer instanceof ArrayBuffer ? [file.content.buffer] : [],
    )
    send({ kind: 'letter', id: task.id, letter }, buffers)
  } catch (error) {
    const kind = error instanceof LetterError ? error.kind : 'unreadable'
    send(
      {
        kind: 'error',
        id: task.id,
        error: { kind, message: error instanceof Error ? error.message : String(error) },
      },
      [],
    )
  }
}

function send(reply: PoolReply, buffers: ArrayBuffer[]): void {
  parentPort?.postMessage(reply, buffers)
}

send({ kind: 'ready' }, [])
