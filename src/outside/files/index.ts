export {
  damagedFiles,
  LARGEST_FILE_BYTES,
  loadFile,
  readFileDigest,
  saveFile,
  type FileDigest,
  type StoredFile,
} from './files.ts';
