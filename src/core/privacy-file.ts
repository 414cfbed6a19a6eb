/** The record of processing and the impact assessment: shipped templates, filled in from the settings that run. */

import type { ChannelName } from './channel.ts';
import type { Day } from './release/release.ts';

/** The two documents, and where their templates lie. */
export const PRIVACY_TEMPLATES = {
  record: 'data/privacy/ho-so-xu-ly.md',
  impact: 'data/privacy/danh-gia-tac-dong.md',
} as const;

/** Name of a document: the record of processing, or the impact assessment. */
export type PrivacyDocument = keyof typeof PRIVACY_TEMPLATES;

/** What of the settings such a document tells. */
export type PrivacyFacts = {
  /** Day it is written, in Asia/Ho_Chi_Minh. */
  readonly day: Day;
  readonly publicUrl: string;
  /** Where data lie, in Vietnamese. */
  readonly database: string;
  /** Channels that are switched on. */
  readonly channels: readonly ChannelName[];
  readonly minCell: number;
  readonly sealBatch: number;
  readonly moderationDays: number;
  readonly contactDays: number;
  /** How often what was decided, at least; 0: fewer than ten. */
  readonly consents: readonly ConsentFact[];
};

/** Decisions of one purpose, over all consultations. */
export type ConsentFact = {
  readonly purpose: keyof typeof PURPOSES;
  readonly decision: keyof typeof DECISIONS;
  readonly atLeast: number;
};

/** What children are asked for, each by itself, with what takes it back; in Vietnamese. */
const PURPOSES = {
  answering: 'trả lời câu hỏi (“rút lại”)',
  'keeping-part': 'giữ phần đã trả lời nếu dừng giữa chừng (“rút lại”)',
  'hearing-back': 'được nhắn báo kết quả (“đừng báo nữa”)',
  invitation: 'được mời lần sau (“đừng mời nữa”)',
} as const;

const DECISIONS = { given: 'đồng ý', refused: 'không đồng ý', withdrawn: 'rút lại' } as const;

/** Who runs a channel, in Vietnamese, and whether what children write passes through another country. */
const CHANNELS: Readonly<Record<ChannelName, { readonly note: string; readonly abroad: boolean }>> = {
  web: { note: 'máy chủ của đơn vị, không qua bên thứ ba', abroad: false },
  telegram: { note: 'Telegram, ở nước ngoài: tin nhắn đi qua máy chủ của Telegram', abroad: true },
  zalo: { note: 'Zalo Bot, trong nước', abroad: false },
  'zalo-oa': { note: 'Zalo Official Account, trong nước', abroad: false },
};

const CHANNEL_ORDER = ['web', 'zalo', 'zalo-oa', 'telegram'] as const satisfies readonly ChannelName[];

/**
 * Fills a template in.
 *
 * @param template text with names in double braces
 * @throws Error where the template names a fact there is none of: a fault of the installation
 */
export function fillPrivacyFile(template: string, facts: PrivacyFacts): string {
  const words: Readonly<Record<string, string>> = {
    ...{ day: writtenDay(facts.day), publicUrl: facts.publicUrl, database: facts.database },
    channels: channelRows(facts.channels),
    abroad: aboutAbroad(facts.channels),
    minCell: String(facts.minCell),
    sealBatch: String(facts.sealBatch),
    moderationDays: String(facts.moderationDays),
    contactDays: String(facts.contactDays),
    consents: consentRows(facts.consents),
  };
  return template.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => {
    const word = words[name];
    if (word === undefined) throw new Error(`the template names an unknown fact: ${name}`);
    return word;
  });
}

function writtenDay(day: Day): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${date}/${month}/${year}`;
}

function channelRows(on: readonly ChannelName[]): string {
  return CHANNEL_ORDER.map(
    (name) => `| ${name} | ${on.includes(name) ? 'có' : 'không'} | ${CHANNELS[name].note} |`,
  ).join('\n');
}

function consentRows(consents: readonly ConsentFact[]): string {
  if (consents.length === 0) return '| chưa có lô nào được gộp chung | | |';
  return consents
    .map(({ purpose, decision, atLeast }) => {
      const number = atLeast === 0 ? 'dưới 10' : `từ ${atLeast}`;
      return `| ${PURPOSES[purpose]} | ${DECISIONS[decision]} | ${number} |`;
    })
    .join('\n');
}

/** @see Luật 91/2025/QH15, Điều 20–22: collecting here through a platform abroad is a transfer */
function aboutAbroad(on: readonly ChannelName[]): string {
  const abroad = on.filter((name) => CHANNELS[name].abroad);
  return abroad.length === 0
    ? 'Không dùng kênh nào ở nước ngoài. Nơi đặt máy chủ: **[điền]**; nếu ở nước ngoài thì phải lập hồ sơ chuyển dữ liệu trong 60 ngày (Luật 91/2025/QH15, Điều 20).'
    : `Kênh ${abroad.join(', ')} ở nước ngoài: thu nhận qua kênh này là chuyển dữ liệu ra nước ngoài (Luật 91/2025/QH15, Điều 20). Phải lập hồ sơ trong 60 ngày, trừ trường hợp được miễn: **[điền]**. Tắt kênh bằng cách bỏ thiết lập khóa của kênh.`;
}
