import { describe, expect, it } from 'vitest'
import { titleCase } from './title-case.ts'

// Expected values: what Python's str.title() makes of the texts.
describe('title case', () => {
  it.each([
    ['', ''],
    ['a type of lymphocyte', 'A Type Of Lymphocyte'],
    ["that's", "That'S"],
    ['3rd', '3Rd'],
    ['CD4-positive', 'Cd4-Positive'],
    ['snake_case', 'Snake_Case'],
    ["A(n) cell that's 3rd in CD4-positive ß-cells", "A(N) Cell That'S 3Rd In Cd4-Positive Ss-Cells"],
    ['ALL CAPS', 'All Caps'],
    ['tab\tand\nline', 'Tab\tAnd\nLine'],
    ['[`{@', '[`{@'],
    ['ﬁbre ﬂow eﬃcient', 'Fibre Flow Eﬃcient'],
    ['ǆ ǅ Ǆ aǆ', 'ǅ ǅ ǅ Aǆ'],
    ['ΟΔΟΣ ΣΑΣ', 'Οδος Σας'],
    ["ΑΣ'Β ΑΣ.", "Ασ'Β Ας."],
    ['ΑΣ\u0301Β', 'Ασ\u0301Β'],
    ['ᾳ ᾀ ᾲ', 'ᾼ ᾈ \u1fba\u0345'],
    ['ქართული', 'ქართული'],
    ['եւ և', 'Եւ Եւ'],
    ['étude ÉTUDE', 'Étude Étude'],
    ['ŉ', 'ʼN'],
    ['İI', 'İi'],
    ['𐐨𐐀', '𐐀𐐨'],
    ['中文 a', '中文 A'],
    ['µm α-helix', 'Μm Α-Helix'],
    ['naïve😀cell', 'Naïve😀Cell'],
  ])('of %j is %j', (text, expected) => {
    expect(titleCase(text)).toBe(expected)
  })
})
