import { createHash } from 'node:crypto';
import { PORTAL_PATH } from '../../services/portal-sessions.ts';
import { checkout } from './checkout.ts';
import { colors } from './colors.ts';
import { largeText } from './large-text.ts';
import { layout } from './layout.ts';
import { parts } from './parts.ts';
import { print } from './print.ts';
import { records } from './records.ts';

/** One file for all pages. Kept as text in the code, so it is wherever the code is. */
export const STYLESHEET = [colors, layout, parts, checkout, records, largeText, print].join('');

const hash = createHash('sha256').update(STYLESHEET).digest('hex').slice(0, 16);

/** Named by its content, so browsers may keep it forever. */
export const STYLESHEET_FILE = `portal-${hash}.css`;
export const STYLESHEET_PATH = `${PORTAL_PATH}/assets/${STYLESHEET_FILE}`;
