export {
  fileUrl,
  getFileRow,
  keepFile,
  listFileRows,
  prepareFile,
  prepareFiles,
  readFile,
  viewFile,
  type FileRow,
  type PreparedFile,
} from './files.ts'
