export {
  fileUrl,
  getFileRow,
  keepFile,
  listFileRows,
  prepareFile,
  prepareFiles,
  readFile,
  viewFile,
  type PreparedFile,
} from './files.ts'
