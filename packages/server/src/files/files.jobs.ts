/** Bytes are stored before the row that names them; what got no row in the end is taken away. */
import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { fileKey } from '../platform/files.ts'
import { defineJob } from '../platform/jobs.ts'
import { files } from './files.table.ts'

/** Made together with the bytes, runs a day later: no transaction is open that long. */
export const sweepFilesJob = defineJob({
  name: 'files.sweep-leftovers',
  payload: z.object({ workspaceId: z.uuid(), ids: z.array(z.uuid()) }),
  handle: async (platform, { workspaceId, ids }) => {
    const kept = await platform.database.inWorkspace(workspaceId, (db) =>
      db
        .select({ id: files.id })
        .from(files)
        .where(and(eq(files.workspaceId, workspaceId), inArray(files.id, ids))),
    )
    const known = new Set(kept.map((row) => row.id))
    for (const id of ids) if (!known.has(id)) await platform.files.remove(fileKey(workspaceId, id))
  },
})
