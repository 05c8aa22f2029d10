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

/** Channels that people know by their signs; any other is a message. */
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
