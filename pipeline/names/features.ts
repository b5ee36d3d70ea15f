/** 1: more speaks for an imitation, −1: against it, 0: decided by the fit. */
export type Sign = -1 | 0 | 1

/**
 * What the model sees of one way to read a piece of text as a name. The first group says which way it is (exactly one is 1);
 * the others are 0 where they do not apply. Values are scaled to about 0..1.
 */
export const FEATURES = {
  // The way.
  same: { sign: 0, reason: '去掉字形、标点等变化后与名称相同' },
  sub: { sign: 0, reason: '换了一个字' },
  subs3: { sign: 0, reason: '三字名称换了两个字' },
  subs4: { sign: 0, reason: '四字以上名称换了两个以上的字' },
  subsAll: { sign: 0, reason: '每个字都换了' },
  swap2: { sign: 0, reason: '两字名称颠倒了次序' },
  swap: { sign: 0, reason: '名称的字换了次序' },
  insert: { sign: 0, reason: '名称中间加了字' },
  insert2: { sign: 0, reason: '两字名称中间加了字' },
  delete: { sign: 0, reason: '名称少了一个字' },
  double: { sign: 0, reason: '名称的字重复写了' },
  split: { sign: 0, reason: '名称的一个字拆成了两个' },
  merge: { sign: 0, reason: '名称的两个字并成了一个' },
  behind: { sign: 0, reason: '名称后面加了攀附的字' },
  before: { sign: 0, reason: '名称前面加了攀附的字' },
  latinLook: { sign: 0, reason: '字母换成了看起来一样的字母或数字' },
  latinEdit: { sign: 0, reason: '改了字母' },
  latinDouble: { sign: 0, reason: '字母重复写了' },
  latinSwap: { sign: 0, reason: '字母换了次序' },
  pinyin: { sign: 0, reason: '是名称的拼音' },
  pinyinNear: { sign: 0, reason: '与名称的拼音相近' },
  translation: { sign: 0, reason: '是名称逐字的英文翻译' },
  // How alike.
  low: { sign: 1, reason: '换的字不相像' },
  middle: { sign: 1, reason: '换的字相像' },
  high: { sign: 1, reason: '换的字极为相像' },
  mean: { sign: 1, reason: '其余换的字更相像' },
  information: { sign: 1, reason: '保留的字有辨识力' },
  share: { sign: 1, reason: '保留了名称的大部分' },
  number: { sign: 0, reason: '用数字或大写数字代替' },
  meaning: { sign: 0, reason: '换成了同类或相反意思的字' },
  traditional: { sign: 1, reason: '夹用繁体字' },
  wholly: { sign: 0, reason: '全部写成繁体' },
  variant: { sign: 1, reason: '夹用异体字' },
  confusable: { sign: 1, reason: '夹用形似的外文字母' },
  fullwidth: { sign: 1, reason: '夹用全角字母' },
  emoji: { sign: 1, reason: '用表情符号代字' },
  invisible: { sign: 1, reason: '插入了看不见的字符' },
  separator: { sign: 1, reason: '插入了间隔符号' },
  space: { sign: 0, reason: '插入了空格' },
  weakInsert: { sign: 1, reason: '加的是大、小、新、老一类的字' },
  firstGone: { sign: -1, reason: '少的是第一个字' },
  ratio: { sign: -1, reason: '改动的字母占的比例' },
  short: { sign: -1, reason: '名称不超过四个字母' },
  length: { sign: 1, reason: '名称较长，不易巧合' },
  sameFirst: { sign: 1, reason: '首字母相同' },
  heard: { sign: 1, reason: '读音骨架相同' },
  latinWord: { sign: -1, reason: '本身是外文单词' },
  otherWords: { sign: 1, reason: '其余单词相同' },
  // What stands around it.
  cut: { sign: -1, reason: '切断了上下文的词' },
  cutAtAll: { sign: -1, reason: '边界落在词的中间' },
  word: { sign: -1, reason: '本身是普通词' },
  inside: { sign: -1, reason: '换字后成为普通词' },
  outer: { sign: -1, reason: '前后文字很多，易有巧合' },
  ordinaryName: { sign: -1, reason: '名称本身是普通词' },
  // What running text adds: a piece that was found there may be there by chance.
  running: { sign: 0, reason: '在长句中找到' },
  runningTwo: { sign: -1, reason: '长句中的两字片段' },
  runningFour: { sign: 1, reason: '四字以上的片段不易巧合' },
  runningSwap: { sign: -1, reason: '长句中的换序' },
  runningInsert: { sign: -1, reason: '长句中的加字' },
  runningDelete: { sign: -1, reason: '长句中的减字' },
  runningSeveral: { sign: -1, reason: '长句中同时换了几个字' },
  runningUnlike: { sign: -1, reason: '长句中换的字不够相像' },
  runningTwoUnlike: { sign: -1, reason: '两字片段换的字不够相像' },
  runningTwoTold: { sign: 1, reason: '两字片段中保留的字少见' },
  runningCommon: { sign: -1, reason: '换成的字极为常见' },
  runningCut: { sign: -1, reason: '两字片段切断了词' },
  runningWord: { sign: -1, reason: '两字片段是普通词' },
  runningSingles: { sign: -1, reason: '前后是单字，可能是别的名称的一部分' },
  runningSpace: { sign: -1, reason: '片段中有空格' },
  runningWholly: { sign: -1, reason: '全部写成繁体，也可能是原样使用' },
  runningLatin: { sign: -1, reason: '长句中的外文片段' },
  runningAffix: { sign: -1, reason: '长句中名称前后的字，也可能属于商品名' },
  goods: { sign: 1, reason: '前后文字说的是名称核定的商品' },
  otherGoods: { sign: -1, reason: '前后文字说的是别类商品' },
  twoGoods: { sign: 1, reason: '两字片段，且说的是名称核定的商品' },
} as const satisfies Record<string, { sign: Sign; reason: string }>

export type FeatureName = keyof typeof FEATURES
export const FEATURE_NAMES = Object.keys(FEATURES) as FeatureName[]
export const FEATURE_AT = Object.fromEntries(FEATURE_NAMES.map((name, at) => [name, at])) as Record<FeatureName, number>
/** The features that say which way a piece of text is read as the name. */
export const WAYS = FEATURE_NAMES.slice(0, FEATURE_NAMES.indexOf('low'))
/** The features that only running text has; they are fitted apart, on top of the others. */
export const RUNNING_FEATURES = FEATURE_NAMES.slice(FEATURE_NAMES.indexOf('running'))
