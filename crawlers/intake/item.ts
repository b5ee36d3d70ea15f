import type { InputError, Listing } from '../../domain/index.ts'

/** What a file gives, piece by piece: a listing, or what is wrong with a row, page or picture. A row can give both. */
export type IntakeItem = { listing: Listing; original?: Original } | IntakeFault

/** What a listing was read from, kept beside it as it came: the photo, the page, the transcript. */
export interface Original {
  /** Hexadecimal. */
  sha256: string
  bytes: Uint8Array
  mediaType: string
}

export interface IntakeFault {
  error: InputError
  /** What stands in the row that gave no listing, so that it can be put right without the file. */
  kept?: string
}

/** Headings of `attributes` under which a listing says where it came from. */
export const ORIGIN = { file: '来源文件', line: '行号', page: '页号', sheet: '工作表', fault: '导入错误' } as const
