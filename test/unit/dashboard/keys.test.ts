import { describe, expect, it } from 'vitest'
import { choiceOf, commandOf } from '../../../dashboard/web/src/keys.ts'

const input = { tagName: 'INPUT', type: 'search' }

describe('keys', () => {
  it('decide with the digits one to four', () => {
    expect(['1', '2', '3', '4'].map((key) => commandOf({ key }))).toEqual(['case', 'order', 'dismiss', 'doubt'])
  })

  it('mean the same in capitals and in full width', () => {
    expect(commandOf({ key: 'J' })).toBe('next')
    expect(commandOf({ key: '\uff4a' })).toBe('next')
    expect(commandOf({ key: '\uff11' })).toBe('case')
    expect(commandOf({ key: '\uff1f' })).toBe('help')
  })

  it('do nothing while an input method composes', () => {
    expect(commandOf({ key: '1', isComposing: true })).toBeUndefined()
    expect(commandOf({ key: '1', keyCode: 229 })).toBeUndefined()
    expect(commandOf({ key: 'Process' })).toBeUndefined()
    expect(choiceOf({ key: '1', isComposing: true }, 7)).toBeUndefined()
  })

  it('do nothing while the officer types', () => {
    for (const target of [input, { tagName: 'TEXTAREA' }, { tagName: 'SELECT' }, { tagName: 'DIV', isContentEditable: true }])
      expect(commandOf({ key: '3', target })).toBeUndefined()
  })

  it('work while a check box has the focus', () => {
    expect(commandOf({ key: '4', target: { tagName: 'INPUT', type: 'checkbox' } })).toBe('doubt')
  })

  it('leave the shortcuts of the browser alone', () => {
    for (const held of [{ ctrlKey: true }, { altKey: true }, { metaKey: true }]) expect(commandOf({ key: 'r', ...held })).toBeUndefined()
  })

  it('let Enter press the button that has the focus', () => {
    expect(commandOf({ key: 'Enter', target: { tagName: 'BUTTON' } })).toBeUndefined()
    expect(commandOf({ key: 'Enter', target: { tagName: 'BODY' } })).toBe('open')
  })

  it('choose from a short list by its numbers only', () => {
    expect(choiceOf({ key: '7' }, 7)).toBe(7)
    expect(choiceOf({ key: '8' }, 7)).toBeUndefined()
    expect(choiceOf({ key: '0' }, 7)).toBeUndefined()
    expect(choiceOf({ key: ' ' }, 7)).toBeUndefined()
  })
})
