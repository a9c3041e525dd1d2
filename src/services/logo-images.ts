import { createHash } from 'node:crypto';

/** A logo as pages name it. The sizes are in pixels of the image. */
export type Logo = { file: string; width: number; height: number };

export type LogoVerdict = { kind: 'usable'; logo: Logo } | { kind: 'unusable'; fault: string };

export const LOGO_MAX_BYTES = 256 * 1024;
const LEAST_PIXELS = 16;
const MOST_PIXELS = 2048;
/** Wider or higher ones would not be seen in a page's head. */
const MOST_TIMES_AS_LONG = 8;

/** By the ending of a logo's file. */
export const LOGO_TYPES: Readonly<Record<LogoFormat, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
};

/** What `Logo.file` looks like. */
export const LOGO_FILE = /^[0-9a-f]{64}\.(png|jpg|webp)$/;

type LogoFormat = 'png' | 'jpg' | 'webp';
type Size = { width: number; height: number };
type Still = Size & { isMoving?: boolean };

/**
 * Goes by the content, never by the file's name. SVG is refused: it is a document that may hold scripts and load from
 * elsewhere, and we would serve it from our own origin.
 */
export function inspectLogo(content: Buffer): LogoVerdict {
  if (content.length > LOGO_MAX_BYTES) return unusable(`must be at most ${LOGO_MAX_BYTES / 1024} KiB`);
  const format = formatOf(content);
  if (format === null) return unusable('must be a PNG, JPEG or WebP image; SVG is refused, since it can hold scripts');
  const still = READ[format](content);
  if (still === null) return unusable(`is not a whole ${LOGO_TYPES[format]}`);
  if (still.isMoving === true) return unusable('must not be animated');
  const { width, height } = still;
  const [short = 0, long = 0] = [width, height].toSorted((a, b) => a - b);
  if (short < LEAST_PIXELS || long > MOST_PIXELS) {
    return unusable(`must be ${LEAST_PIXELS} to ${MOST_PIXELS} pixels wide and high, and is ${width} × ${height}`);
  }
  if (long > short * MOST_TIMES_AS_LONG) {
    return unusable(`must be at most ${MOST_TIMES_AS_LONG} times as wide as high, and is ${width} × ${height}`);
  }
  const file = `${createHash('sha256').update(content).digest('hex')}.${format}`;
  return { kind: 'usable', logo: { file, width, height } };
}

function unusable(fault: string): LogoVerdict {
  return { kind: 'unusable', fault };
}

function formatOf(content: Buffer): LogoFormat | null {
  if (content.subarray(0, 8).equals(PNG_SIGNATURE)) return 'png';
  if (content.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'jpg';
  return textAt(content, 0) === 'RIFF' && textAt(content, 8) === 'WEBP' ? 'webp' : null;
}

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

const READ: Readonly<Record<LogoFormat, (content: Buffer) => Still | null>> = {
  png: readPng,
  jpg: readJpeg,
  webp: readWebp,
};

/** @see https://www.w3.org/TR/png-3/#5Chunk-layout */
function readPng(content: Buffer): Still | null {
  let size: Size | null = null;
  let isMoving = false;
  for (let at = 8; at + 12 <= content.length; at += 12 + content.readUInt32BE(at)) {
    const type = textAt(content, at + 4);
    if (type === 'IHDR') size = sizeAt(content, at + 8);
    if (type === 'acTL') isMoving = true;
    if (type === 'IEND') return size && { ...size, isMoving };
  }
  return null;
}

function sizeAt(content: Buffer, at: number): Size | null {
  if (at + 8 > content.length) return null;
  return { width: content.readUInt32BE(at), height: content.readUInt32BE(at + 4) };
}

/** The first start-of-frame tells the size. @see https://www.w3.org/Graphics/JPEG/itu-t81.pdf, B.1 and B.2 */
function readJpeg(content: Buffer): Still | null {
  if (!content.subarray(-2).equals(Buffer.from([0xff, 0xd9]))) return null;
  for (let at = 2; at + 9 <= content.length; at += 2 + content.readUInt16BE(at + 2)) {
    if (content[at] !== 0xff) return null;
    const marker = content[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: content.readUInt16BE(at + 5), width: content.readUInt16BE(at + 7) };
  }
  return null;
}

/** @see https://developers.google.com/speed/webp/docs/riff_container */
function readWebp(content: Buffer): Still | null {
  if (content.length < 30 || content.readUInt32LE(4) + 8 > content.length) return null;
  switch (textAt(content, 12)) {
    case 'VP8 ':
      return { width: content.readUInt16LE(26) & 0x3fff, height: content.readUInt16LE(28) & 0x3fff };
    case 'VP8L': {
      const bits = content.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
    }
    case 'VP8X': {
      const isMoving = ((content[20] ?? 0) & 0b10) !== 0;
      return { width: content.readUIntLE(24, 3) + 1, height: content.readUIntLE(27, 3) + 1, isMoving };
    }
    default:
      return null;
  }
}

function textAt(content: Buffer, at: number): string {
  return content.toString('latin1', at, at + 4);
}
