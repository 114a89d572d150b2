export { fileUrl, getFileRow, listFileRows, readFile, safeName, storeFile, viewFile, type FileRow, type NewFile } from './files.ts'
