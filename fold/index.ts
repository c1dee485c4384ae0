/** Fold: rrweb events → the page at any time: snapshot, text, element. Pure, without DOM and without dependencies. */
export { addressesIn, cssAddresses, mapCssAddresses, namedAddresses } from './assets/addresses.ts'
export { leastSheet, mapSheets } from './assets/map-sheets.ts'
export { assetReference, referredAsset } from './assets/reference.ts'
export { referredAssets, withoutSheetTexts, withSheetTexts } from './assets/sheet-texts.ts'
export type { FoldedElement } from './element.ts'
export type { RecordedEvent } from './events.ts'
export { createFold, type Fold, type Pointer } from './fold.ts'
export { createKeyframer, type Keyframer, type KeyframeSpacing } from './keyframes.ts'
export { layout } from './layout.ts'
export { cutTime } from './redact/cut-time.ts'
export { type Removal, type Removed, removeNodes } from './redact/remove-nodes.ts'
export {
  createRollingBuffer,
  type RollingBuffer,
  type RollingBufferOptions,
  type WrittenEvent,
} from './rolling-buffer.ts'
export { type Seek, type Seeking, seek, startSeek } from './seek.ts'
