import { Code, Stack, Text } from '@mantine/core'
import { Trans } from '@lingui/react/macro'
import { IconArrowRight, IconMail, IconUsersPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import classes from './ChannelStep.module.css'

/** The first source of cards; whatever is chosen, the next screen works. */
export function ChannelStep() {
  return (
    <Stack gap="sm">
      <a href="/settings/channels/new?kind=email" className={classes['choice']}>
        <IconMail size={24} stroke={1.7} />
        <span>
          <strong>
            <Trans>Подключить почтовый ящик</Trans>
          </strong>
          <small>
            <Trans>
              Уведомления ВКонтакте, Авито, форм сайта и письма клиентов станут карточками. Письма в ящике не
              меняются. Нужны адрес и пароль для почтовых программ.
            </Trans>
          </small>
        </span>
      </a>
      <Link to="/settings/members" className={classes['choice'] ?? ''}>
        <IconUsersPlus size={24} stroke={1.7} />
        <span>
          <strong>
            <Trans>Сначала позвать коллег</Trans>
          </strong>
          <small>
            <Trans>По ссылке, которую можно отправить в любом мессенджере.</Trans>
          </small>
        </span>
      </Link>
      <Link to="/feed" className={classes['choice'] ?? ''}>
        <IconArrowRight size={24} stroke={1.7} />
        <span>
          <strong>
            <Trans>Осмотреться</Trans>
          </strong>
          <small>
            <Trans>Лента пока пуста; список оставшихся шагов ждёт в настройках.</Trans>
          </small>
        </span>
      </Link>
      <Text size="sm" c="dimmed">
        <Trans>
          Хотите сначала посмотреть на живой пример? Запустите рядом <Code>npm start -- --demo</Code>:
          откроется отдельный мир с письмами выдуманного магазина.
        </Trans>
      </Text>
    </Stack>
  )
}
