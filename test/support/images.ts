import { crc32, deflateSync } from 'node:zlib';

type Size = { width: number; height: number };

/** A whole image of one color. */
export function pngImage({ width, height, animated = false }: Size & { animated?: boolean }): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2], 8);
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, Buffer.from([31, 90, 75]))]);
  const pixels = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    pngChunk('IHDR', header),
    ...(animated ? [pngChunk('acTL', Buffer.alloc(8, 1))] : []),
    pngChunk('IDAT', pixels),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, checksum] = [data.length, crc32(body)].map((number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(number);
    return bytes;
  });
  return Buffer.concat([length ?? body, body, checksum ?? body]);
}

/** The frame of a JPEG, without its pixels. */
export function jpegImage({ width, height }: Size): Buffer {
  const frame = Buffer.from('ffc000110800000000030122000211010311 01'.replaceAll(' ', ''), 'hex');
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  const application = Buffer.from('ffe000104a46494600010100000100010000', 'hex');
  return Buffer.concat([Buffer.from('ffd8', 'hex'), application, frame, Buffer.from('ffd9', 'hex')]);
}

/** The frame of a WebP, without its pixels. */
export function webpImage({ width, height, animated = false }: Size & { animated?: boolean }): Buffer {
  const image = Buffer.alloc(30);
  image.write('RIFF', 0);
  image.writeUInt32LE(22, 4);
  image.write('WEBPVP8X', 8);
  image.writeUInt32LE(10, 16);
  image.writeUInt8(animated ? 0b10 : 0, 20);
  image.writeUIntLE(width - 1, 24, 3);
  image.writeUIntLE(height - 1, 27, 3);
  return image;
}
