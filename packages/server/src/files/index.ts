export { fileUrl, getFileRow, listFileRows, readFile, storeFile, viewFile } from './files.ts'
