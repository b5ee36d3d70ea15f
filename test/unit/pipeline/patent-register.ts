import type { Registry } from '../../../domain/index.ts'
import { tableFromRecords } from '../../../rules/registry/index.ts'

/** The mock register of law.md 4.7 (serials 99xxxxx are outside allotted ranges) and further entries made in the same way. */
const ROWS: [number: string, type: string, status: string, filed: string, ended: string, holder: string, title: string, more?: object][] = [
  ['201919900001.1', 'invention', 'granted', '2019-03-05', '', '甲公司', '核桃开口机'],
  ['201429900002.9', 'utility-model', 'expired', '2014-05-20', '2024-05-20', '乙公司', '保温杯盖'],
  ['202229900003.8', 'utility-model', 'granted', '2022-04-11', '', '乙公司', '折叠晾衣架'],
  ['202039900004.9', 'design', 'granted', '2020-08-10', '', '丁公司', '台灯'],
  ['202139900005.8', 'design', 'granted', '2021-06-15', '', '丁公司', '台灯(方形)'],
  ['201539900006.7', 'design', 'expired', '2015-02-01', '2025-02-01', '丁公司', '水杯'],
  ['202419900007.X', 'invention', 'pending', '2024-01-10', '', '甲公司', '连翘叶茶加工装置'],
  ['202119900008.0', 'invention', 'rejected', '2021-03-02', '2023-08-15', '戊公司', '护眼贴'],
  ['201829900009.9', 'utility-model', 'lapsed', '2018-06-30', '2021-07-01', '戊公司', '护眼台灯支架'],
  ['201619900010.7', 'invention', 'invalidated', '2016-09-09', '2023-11-06', '己公司', '近视矫正镜片'],
  ['201719900011.6', 'invention', 'granted', '2017-02-14', '', '庚公司', '一种党参饮片的制备方法', { method: 'true' }],
  ['01199012.0', 'invention', 'expired', '2001-03-01', '2021-03-01', '辛公司', '节水阀'],
  ['201389900013.5', 'invention', 'granted', '2013-05-06', '', '壬公司', '净水滤芯'],
  ['201999900014.2', 'utility-model', 'granted', '2019-08-08', '', '壬公司', '滤芯外壳'],
  ['201929900015.9', 'utility-model', 'abandoned', '2019-10-01', '2022-05-05', '癸公司', '扫地机刷头'],
  ['201919900016.8', 'invention', 'granted', '2019-10-01', '', '癸公司', '扫地机刷头'],
  ['202239900017.5', 'design', 'granted', '2022-03-03', '', '丙公司', '儿童水壶'],
  ['202329900023.X', 'utility-model', 'granted', '2023-02-02', '', '丑公司', '可折叠蒸笼', { licensees: '寅公司' }],
]

export function mockRegister(asOf = '2026-11-01', complete = true): Registry {
  const records = ROWS.map(([number, type, status, filed, ended, holder, title, more]) => ({
    number,
    type,
    status,
    filed,
    ended,
    holder,
    title,
    method: 'false',
    ...more,
  }))
  return { patents: tableFromRecords('patents', records, { source: 'law.md 4.7', asOf, complete }) }
}
