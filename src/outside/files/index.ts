export { damagedFiles, LARGEST_FILE_BYTES, loadFile, readFileDigest, saveFile, type FileDigest } from './files.ts';
