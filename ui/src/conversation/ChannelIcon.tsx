import {
  type Icon,
  IconBrandFacebook,
  IconBrandTelegram,
  IconBrandViber,
  IconBrandVk,
  IconBrandWhatsapp,
  IconMessage,
  IconPhone,
  IconWorld,
} from '@tabler/icons-react';

/** Icons of well-known channel types; others have a generic message icon. */
const signs: Readonly<Record<string, Icon>> = {
  telegram: IconBrandTelegram,
  viber: IconBrandViber,
  vk: IconBrandVk,
  facebook: IconBrandFacebook,
  whatsapp: IconBrandWhatsapp,
  chatwidget: IconWorld,
  resterisk: IconPhone,
};

export function ChannelIcon({ type, size = 14 }: { readonly type: string; readonly size?: number }) {
  const Sign = signs[type.toLowerCase()] ?? IconMessage;
  return <Sign size={size} role="img" aria-label={type} />;
}
