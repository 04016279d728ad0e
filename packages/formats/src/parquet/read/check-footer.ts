import type { ByteSource } from '../../bytes/byte-source.ts'
import { CorruptFile, TruncatedFile, UnsupportedFeature, WrongFormat } from '../../errors.ts'

/** `PAR1`, the length of the footer and `PAR1` again. */
const smallestFileBytes = 12

/**
 * Checks the frame of a parquet file, whose errors the decoder does not tell apart.
 *
 * @throws `TruncatedFile`, `WrongFormat`, `UnsupportedFeature` for an encrypted footer, `CorruptFile`
 * @see Parquet format, "File Format"
 */
export async function checkParquetFooter(source: ByteSource): Promise<void> {
  const { name, sizeBytes } = source
  if (sizeBytes === 0) throw new TruncatedFile(name, 'start', 'the file is empty')
  const start = await source.read(0, Math.min(4, sizeBytes))
  const magic = text(start)
  if (magic === 'PARE') throw encrypted(name)
  if (magic !== 'PAR1') throw new WrongFormat(name, 'parquet', "it does not start with 'PAR1'")
  if (sizeBytes < smallestFileBytes) {
    throw new TruncatedFile(name, 'footer', `${sizeBytes} bytes are too few for a parquet file`)
  }
  const end = await source.read(sizeBytes - 8, sizeBytes)
  const endMagic = text(end.subarray(4))
  if (endMagic === 'PARE') throw encrypted(name)
  if (endMagic !== 'PAR1') throw new TruncatedFile(name, 'footer', "the file does not end with 'PAR1'")
  const footerBytes = new DataView(end.buffer, end.byteOffset).getUint32(0, true)
  if (footerBytes > sizeBytes - smallestFileBytes) {
    const reason = `it claims ${footerBytes} bytes, the file has ${sizeBytes}`
    throw new CorruptFile(name, 'footer length', reason)
  }
}

function encrypted(name: string): UnsupportedFeature {
  return new UnsupportedFeature(name, 'decryption of its footer', 'Write the file without encryption.')
}

function text(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes)
}
