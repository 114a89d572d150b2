CREATE TABLE "credentials" (
	"id" uuid PRIMARY KEY,
	"user_id" uuid NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "passkeys" (
	"id" uuid PRIMARY KEY,
	"user_id" uuid NOT NULL,
	"name" text,
	"public_key" text NOT NULL,
	"credential_id" text NOT NULL,
	"counter" integer NOT NULL,
	"device_type" text NOT NULL,
	"backed_up" boolean NOT NULL,
	"transports" text,
	"aaguid" text,
	"created_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"id" uuid PRIMARY KEY,
	"key" text NOT NULL CONSTRAINT "rate_limits_key" UNIQUE,
	"count" integer NOT NULL,
	"last_request" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY,
	"user_id" uuid NOT NULL,
	"token" text NOT NULL CONSTRAINT "sessions_token_key" UNIQUE,
	"expires_at" timestamp with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "two_factors" (
	"id" uuid PRIMARY KEY,
	"user_id" uuid NOT NULL,
	"secret" text NOT NULL,
	"backup_codes" text NOT NULL,
	"verified" boolean,
	"failed_verification_count" integer,
	"locked_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY,
	"name" text NOT NULL,
	"email" text NOT NULL CONSTRAINT "users_email_key" UNIQUE,
	"email_verified" boolean NOT NULL,
	"image" text,
	"locale" text DEFAULT 'ru' NOT NULL,
	"two_factor_enabled" boolean,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" uuid PRIMARY KEY,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "answers" (
	"workspace_id" uuid,
	"id" uuid,
	"interest_id" uuid NOT NULL,
	"channel_id" uuid NOT NULL,
	"member_id" uuid,
	"author_name" text NOT NULL,
	"text" text NOT NULL,
	"file_ids" jsonb DEFAULT '[]' NOT NULL,
	"target" jsonb NOT NULL,
	"state" text NOT NULL,
	"external_id" text,
	"url" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"error" text,
	"created_at" timestamp(3) with time zone NOT NULL,
	"send_after" timestamp(3) with time zone NOT NULL,
	"sending_at" timestamp(3) with time zone,
	"sent_at" timestamp(3) with time zone,
	CONSTRAINT "answers_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "assignment_rules" (
	"workspace_id" uuid,
	"id" uuid,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"channel_ids" jsonb DEFAULT '[]' NOT NULL,
	"source_types" jsonb DEFAULT '[]' NOT NULL,
	"activity_classes" jsonb DEFAULT '[]' NOT NULL,
	"strategy" text NOT NULL,
	"member_ids" jsonb DEFAULT '[]' NOT NULL,
	"last_member_id" uuid,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "assignment_rules_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"workspace_id" uuid,
	"id" uuid,
	"at" timestamp(3) with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"actor_name" text NOT NULL,
	"action" text NOT NULL,
	"object_kind" text NOT NULL,
	"object_id" uuid,
	"before" jsonb,
	"after" jsonb,
	"reason" jsonb,
	"note" text,
	"ip" text,
	"user_agent" text,
	"request_id" text,
	CONSTRAINT "audit_entries_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "channels" (
	"workspace_id" uuid,
	"id" uuid,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"state" text NOT NULL,
	"settings" jsonb NOT NULL,
	"secrets" text,
	"cursor" jsonb DEFAULT '{}' NOT NULL,
	"hook_token" text,
	"problem" jsonb,
	"last_event_at" timestamp(3) with time zone,
	"last_checked_at" timestamp(3) with time zone,
	"lag_seconds" integer,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"removed_at" timestamp(3) with time zone,
	CONSTRAINT "channels_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "inbound_events" (
	"workspace_id" uuid,
	"id" uuid,
	"channel_id" uuid NOT NULL,
	"dedup_key" text NOT NULL,
	"received_at" timestamp(3) with time zone NOT NULL,
	"content_type" text NOT NULL,
	"meta" jsonb NOT NULL,
	"body" bytea,
	"size" integer NOT NULL,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"error" jsonb,
	"next_try_at" timestamp(3) with time zone,
	"outcome" jsonb,
	"handled_at" timestamp(3) with time zone,
	CONSTRAINT "inbound_events_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "contacts" (
	"workspace_id" uuid,
	"id" uuid,
	"name" text,
	"photo_url" text,
	"created_at" timestamp(3) with time zone NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "contacts_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "identities" (
	"workspace_id" uuid,
	"id" uuid,
	"contact_id" uuid NOT NULL,
	"network" text NOT NULL,
	"external_id" text NOT NULL,
	"name" text,
	"profile_url" text,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "identities_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "files" (
	"workspace_id" uuid,
	"id" uuid,
	"name" text NOT NULL,
	"mime" text NOT NULL,
	"size" integer NOT NULL,
	"sha256" text NOT NULL,
	"suspicious" text,
	"thumbnail_file_id" uuid,
	"created_by_id" uuid,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "files_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "interest_bulk_changes" (
	"workspace_id" uuid,
	"id" uuid,
	"action" jsonb NOT NULL,
	"by_member_id" uuid,
	"created_at" timestamp(3) with time zone NOT NULL,
	"undone_at" timestamp(3) with time zone,
	CONSTRAINT "interest_bulk_changes_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "interest_bulk_items" (
	"workspace_id" uuid,
	"id" uuid,
	"bulk_id" uuid NOT NULL,
	"interest_id" uuid NOT NULL,
	"before" jsonb NOT NULL,
	"version" integer NOT NULL,
	CONSTRAINT "interest_bulk_items_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "interest_attachments" (
	"workspace_id" uuid,
	"id" uuid,
	"interest_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"inline" boolean DEFAULT false NOT NULL,
	"content_id" text,
	CONSTRAINT "interest_attachments_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "interest_counts" (
	"workspace_id" uuid,
	"id" uuid,
	"responsible_id" uuid,
	"open" boolean NOT NULL,
	"is_public" boolean NOT NULL,
	"level" text NOT NULL,
	"handed_over_to" uuid,
	"delta" integer NOT NULL,
	CONSTRAINT "interest_counts_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "interests" (
	"workspace_id" uuid,
	"id" uuid,
	"channel_id" uuid,
	"event_id" uuid,
	"external_id" text NOT NULL,
	"object_key" text,
	"occurred_at" timestamp(3) with time zone NOT NULL,
	"received_at" timestamp(3) with time zone NOT NULL,
	"source_type" text NOT NULL,
	"activity_class" text NOT NULL,
	"action" text NOT NULL,
	"source_url" text,
	"source_title" text,
	"contact_id" uuid,
	"author_name" text,
	"author" jsonb,
	"text" text NOT NULL,
	"quoted" text,
	"fields" jsonb DEFAULT '[]' NOT NULL,
	"warnings" jsonb DEFAULT '[]' NOT NULL,
	"attachment_count" smallint DEFAULT 0 NOT NULL,
	"reply_target" jsonb,
	"recognised_by" jsonb,
	"product_id" uuid,
	"product_reason" jsonb,
	"responsible_id" uuid,
	"responsible_since" timestamp(3) with time zone,
	"responsible_reason" jsonb,
	"processed_at" timestamp(3) with time zone,
	"processed_by_id" uuid,
	"processed_by_name" text,
	"processed_way" text,
	"processed_reason" text,
	"answered_at" timestamp(3) with time zone,
	"answer_state" text,
	"proof_count" smallint DEFAULT 0 NOT NULL,
	"level" text DEFAULT 'positive_neutral' NOT NULL,
	"level_rank" smallint DEFAULT 2 NOT NULL,
	"is_public" boolean DEFAULT false NOT NULL,
	"rating" smallint,
	"handover" jsonb,
	"case_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"search" tsvector GENERATED ALWAYS AS (to_tsvector('russian'::regconfig, translate(left(coalesce(author_name, '') || ' ' || coalesce(author ->> 'email', '') || ' ' || coalesce(source_title, '') || ' ' || text, 200000), 'ёЁ', 'еЕ'))) STORED NOT NULL,
	CONSTRAINT "interests_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "interests_external_key" UNIQUE NULLS NOT DISTINCT("workspace_id","channel_id","external_id")
);
--> statement-breakpoint
CREATE TABLE "letters" (
	"workspace_id" uuid,
	"id" uuid,
	"channel_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"fingerprint" text NOT NULL,
	"outcome" text NOT NULL,
	"reason" jsonb NOT NULL,
	"message_id" text,
	"subject" text NOT NULL,
	"from_name" text,
	"from_address" text,
	"to" text NOT NULL,
	"arrived_at" timestamp(3) with time zone NOT NULL,
	"from_junk" boolean NOT NULL,
	"sender_proof" text NOT NULL,
	"preview" text NOT NULL,
	"has_html" boolean NOT NULL,
	"interest_id" uuid,
	CONSTRAINT "letters_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "mail_rule_applications" (
	"workspace_id" uuid,
	"id" uuid,
	"rule_id" uuid NOT NULL,
	"changed" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"undone_at" timestamp(3) with time zone,
	CONSTRAINT "mail_rule_applications_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "mail_rule_changes" (
	"workspace_id" uuid,
	"id" uuid,
	"application_id" uuid NOT NULL,
	"interest_id" uuid NOT NULL,
	"before" jsonb NOT NULL,
	"after" jsonb NOT NULL,
	"undone_at" timestamp(3) with time zone,
	CONSTRAINT "mail_rule_changes_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "mail_rules" (
	"workspace_id" uuid,
	"id" uuid,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"enabled" boolean NOT NULL,
	"match" text NOT NULL,
	"conditions" jsonb NOT NULL,
	"actions" jsonb NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "mail_rules_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"workspace_id" uuid,
	"id" uuid,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"scopes" jsonb NOT NULL,
	"created_by" uuid,
	"created_at" timestamp(3) with time zone NOT NULL,
	"last_used_at" timestamp(3) with time zone,
	"revoked_at" timestamp(3) with time zone,
	CONSTRAINT "api_keys_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"workspace_id" uuid,
	"id" uuid,
	"email" text NOT NULL,
	"role" text NOT NULL,
	"token_hash" text NOT NULL,
	"invited_by" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL,
	"accepted_at" timestamp(3) with time zone,
	CONSTRAINT "invitations_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "members" (
	"workspace_id" uuid,
	"id" uuid,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"photo_url" text,
	"role" text NOT NULL,
	"away_at" timestamp(3) with time zone,
	"absent_until" timestamp(3) with time zone,
	"disabled_at" timestamp(3) with time zone,
	"last_seen_at" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "members_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "notice_queue" (
	"workspace_id" uuid,
	"id" uuid,
	"kind" text NOT NULL,
	"target_id" uuid NOT NULL,
	"data" jsonb NOT NULL,
	"due_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "notice_queue_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "notice_settings" (
	"workspace_id" uuid,
	"id" uuid,
	"kinds" jsonb DEFAULT '{}' NOT NULL,
	"sources" jsonb DEFAULT '[]' NOT NULL,
	"daily_at" text DEFAULT '09:00' NOT NULL,
	"quiet" jsonb,
	"urgent_passes" boolean DEFAULT true NOT NULL,
	"last_letter_at" timestamp(3) with time zone,
	"last_push_at" timestamp(3) with time zone,
	CONSTRAINT "notice_settings_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"workspace_id" uuid,
	"id" uuid,
	"member_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"group_key" text NOT NULL,
	"interest_id" uuid,
	"channel_id" uuid,
	"source_type" text,
	"count" integer NOT NULL,
	"who" text NOT NULL,
	"text" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"in_app" boolean NOT NULL,
	"read_at" timestamp(3) with time zone,
	"email_due_at" timestamp(3) with time zone,
	"emailed_count" integer DEFAULT 0 NOT NULL,
	"push_due_at" timestamp(3) with time zone,
	"pushed_count" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "notices_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "push_devices" (
	"workspace_id" uuid,
	"id" uuid,
	"member_id" uuid NOT NULL,
	"endpoint" text NOT NULL,
	"p256dh" text NOT NULL,
	"auth" text NOT NULL,
	"name" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"last_sent_at" timestamp(3) with time zone,
	CONSTRAINT "push_devices_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "operations" (
	"workspace_id" uuid,
	"id" uuid,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"state" text NOT NULL,
	"plan" jsonb NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer,
	"outcome" jsonb DEFAULT '{}' NOT NULL,
	"error" text,
	"by" jsonb NOT NULL,
	"started_at" timestamp(3) with time zone NOT NULL,
	"cancelled_at" timestamp(3) with time zone,
	"finished_at" timestamp(3) with time zone,
	CONSTRAINT "operations_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "live_events" (
	"workspace_id" uuid,
	"id" uuid,
	"at" timestamp(3) with time zone NOT NULL,
	"type" text NOT NULL,
	"data" jsonb NOT NULL,
	CONSTRAINT "live_events_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "products" (
	"workspace_id" uuid,
	"id" uuid,
	"name" text NOT NULL,
	"url" text,
	"synonyms" jsonb DEFAULT '[]' NOT NULL,
	"url_patterns" jsonb DEFAULT '[]' NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"archived_at" timestamp(3) with time zone,
	CONSTRAINT "products_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "proofs" (
	"workspace_id" uuid,
	"id" uuid,
	"interest_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"file_id" uuid,
	"link" text,
	"thumbnail_file_id" uuid,
	"answer_id" uuid,
	"title" text NOT NULL,
	"by" jsonb NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"removed_at" timestamp(3) with time zone,
	CONSTRAINT "proofs_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"workspace_id" uuid,
	"id" uuid,
	"owner_id" uuid,
	"created_by_id" uuid NOT NULL,
	"name" text NOT NULL,
	"query" jsonb NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "saved_views_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"workspace_id" uuid,
	"id" uuid,
	"webhook_id" uuid NOT NULL,
	"event_id" uuid NOT NULL,
	"type" text NOT NULL,
	"interest_id" uuid,
	"data" jsonb NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"past" boolean DEFAULT false NOT NULL,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_try_at" timestamp(3) with time zone,
	"body" text,
	"tried_at" timestamp(3) with time zone,
	"status" integer,
	"duration_ms" integer,
	"answer" text,
	"error" text,
	CONSTRAINT "webhook_deliveries_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"workspace_id" uuid,
	"id" uuid,
	"name" text NOT NULL,
	"url" text NOT NULL,
	"secret" text NOT NULL,
	"former_secret" text,
	"former_secret_until" timestamp(3) with time zone,
	"events" jsonb NOT NULL,
	"source_types" jsonb NOT NULL,
	"activity_classes" jsonb NOT NULL,
	"paused_at" timestamp(3) with time zone,
	"stopped_at" timestamp(3) with time zone,
	"failures" integer DEFAULT 0 NOT NULL,
	"failing_since" timestamp(3) with time zone,
	"last_error" text,
	"last_success_at" timestamp(3) with time zone,
	"rest_until" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "webhooks_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"key" text PRIMARY KEY,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tokens" (
	"hash" text PRIMARY KEY,
	"kind" text NOT NULL,
	"workspace_id_of" uuid NOT NULL,
	"target_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "workspaces" (
	"id" uuid PRIMARY KEY,
	"name" text NOT NULL,
	"time_zone" text NOT NULL,
	"locale" text NOT NULL,
	"goals" jsonb DEFAULT '[]' NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "credentials_user" ON "credentials" ("user_id");--> statement-breakpoint
CREATE INDEX "passkeys_user" ON "passkeys" ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "passkeys_credential" ON "passkeys" ("credential_id");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" ("user_id");--> statement-breakpoint
CREATE INDEX "two_factors_user" ON "two_factors" ("user_id");--> statement-breakpoint
CREATE INDEX "verifications_identifier" ON "verifications" ("identifier");--> statement-breakpoint
CREATE INDEX "answers_interest" ON "answers" ("workspace_id","interest_id","created_at");--> statement-breakpoint
CREATE INDEX "answers_external" ON "answers" ("workspace_id","external_id");--> statement-breakpoint
CREATE INDEX "answers_under_way" ON "answers" ("workspace_id","send_after") WHERE "state" in ('queued', 'sending');--> statement-breakpoint
CREATE INDEX "audit_entries_object" ON "audit_entries" ("workspace_id","object_kind","object_id","at");--> statement-breakpoint
CREATE INDEX "audit_entries_actor" ON "audit_entries" ("workspace_id","actor_id","at");--> statement-breakpoint
CREATE INDEX "audit_entries_action" ON "audit_entries" ("workspace_id","action","id");--> statement-breakpoint
CREATE INDEX "audit_entries_kind" ON "audit_entries" ("workspace_id","object_kind","id");--> statement-breakpoint
CREATE UNIQUE INDEX "inbound_events_dedup_key" ON "inbound_events" ("workspace_id","channel_id","dedup_key");--> statement-breakpoint
CREATE INDEX "inbound_events_channel" ON "inbound_events" ("workspace_id","channel_id","received_at","id");--> statement-breakpoint
CREATE INDEX "inbound_events_waiting" ON "inbound_events" ("workspace_id","channel_id","received_at","id") WHERE "state" = 'stored';--> statement-breakpoint
CREATE INDEX "inbound_events_parked" ON "inbound_events" ("workspace_id","channel_id","received_at") WHERE "state" = 'parked';--> statement-breakpoint
CREATE UNIQUE INDEX "identities_network_key" ON "identities" ("workspace_id","network","external_id");--> statement-breakpoint
CREATE INDEX "identities_contact" ON "identities" ("workspace_id","contact_id");--> statement-breakpoint
CREATE INDEX "files_created" ON "files" ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "interest_bulk_changes_created" ON "interest_bulk_changes" ("workspace_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "interest_bulk_items_card_key" ON "interest_bulk_items" ("workspace_id","bulk_id","interest_id");--> statement-breakpoint
CREATE INDEX "interest_attachments_interest" ON "interest_attachments" ("workspace_id","interest_id");--> statement-breakpoint
CREATE UNIQUE INDEX "interests_object_key" ON "interests" ("workspace_id","object_key") WHERE "object_key" is not null;--> statement-breakpoint
CREATE INDEX "interests_feed" ON "interests" ("workspace_id","occurred_at","id","level_rank","action","activity_class","source_type");--> statement-breakpoint
CREATE INDEX "interests_open" ON "interests" ("workspace_id","occurred_at","id") WHERE "processed_at" is null;--> statement-breakpoint
CREATE INDEX "interests_urgent" ON "interests" ("workspace_id","level_rank" DESC,"occurred_at","id") WHERE "processed_at" is null;--> statement-breakpoint
CREATE INDEX "interests_handed_over" ON "interests" ("workspace_id","occurred_at","id") WHERE "handover" is not null and "processed_at" is null;--> statement-breakpoint
CREATE INDEX "interests_proven" ON "interests" ("workspace_id","occurred_at","id") WHERE "proof_count" > 0;--> statement-breakpoint
CREATE INDEX "interests_responsible" ON "interests" ("workspace_id","responsible_id","occurred_at","id","level_rank","action","activity_class","source_type");--> statement-breakpoint
CREATE INDEX "interests_nobodys" ON "interests" ("workspace_id","occurred_at","id","level_rank","action","activity_class","source_type") WHERE "responsible_id" is null;--> statement-breakpoint
CREATE INDEX "interests_contact" ON "interests" ("workspace_id","contact_id","occurred_at","id");--> statement-breakpoint
CREATE INDEX "interests_source_type" ON "interests" ("workspace_id","source_type","occurred_at","id");--> statement-breakpoint
CREATE INDEX "interests_product" ON "interests" ("workspace_id","product_id","occurred_at","id","level_rank","action","activity_class","source_type");--> statement-breakpoint
CREATE INDEX "interests_case" ON "interests" ("workspace_id","case_id") WHERE "case_id" is not null;--> statement-breakpoint
CREATE INDEX "interests_search" ON "interests" USING gin ("search") WITH (gin_pending_list_limit=256);--> statement-breakpoint
CREATE UNIQUE INDEX "letters_fingerprint_key" ON "letters" ("workspace_id","channel_id","fingerprint");--> statement-breakpoint
CREATE INDEX "letters_outcome" ON "letters" ("workspace_id","outcome","arrived_at","id");--> statement-breakpoint
CREATE INDEX "letters_arrived" ON "letters" ("workspace_id","arrived_at","id");--> statement-breakpoint
CREATE INDEX "letters_event" ON "letters" ("workspace_id","event_id");--> statement-breakpoint
CREATE INDEX "mail_rule_applications_rule" ON "mail_rule_applications" ("workspace_id","rule_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "mail_rule_changes_card_key" ON "mail_rule_changes" ("workspace_id","application_id","interest_id");--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_email_key" ON "invitations" ("workspace_id","email") WHERE "accepted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "members_user_key" ON "members" ("workspace_id","user_id");--> statement-breakpoint
CREATE INDEX "members_user" ON "members" ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "notices_group_key" ON "notices" ("workspace_id","member_id","group_key") WHERE "read_at" is null;--> statement-breakpoint
CREATE INDEX "notices_inbox" ON "notices" ("workspace_id","member_id","at","id") WHERE "in_app";--> statement-breakpoint
CREATE INDEX "notices_email_due" ON "notices" ("workspace_id","email_due_at") WHERE "email_due_at" is not null;--> statement-breakpoint
CREATE INDEX "notices_push_due" ON "notices" ("workspace_id","push_due_at") WHERE "push_due_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "push_devices_endpoint_key" ON "push_devices" ("workspace_id","endpoint");--> statement-breakpoint
CREATE INDEX "push_devices_member" ON "push_devices" ("workspace_id","member_id");--> statement-breakpoint
CREATE INDEX "operations_started" ON "operations" ("workspace_id","started_at");--> statement-breakpoint
CREATE INDEX "live_events_at" ON "live_events" ("workspace_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "products_name_key" ON "products" ("workspace_id",lower("name")) WHERE "archived_at" is null;--> statement-breakpoint
CREATE INDEX "proofs_interest" ON "proofs" ("workspace_id","interest_id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_log" ON "webhook_deliveries" ("workspace_id","webhook_id","id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_due" ON "webhook_deliveries" ("workspace_id","webhook_id","next_try_at") WHERE "state" = 'waiting';--> statement-breakpoint
CREATE INDEX "webhook_deliveries_card" ON "webhook_deliveries" ("workspace_id","webhook_id","interest_id","id") WHERE "state" = 'waiting';--> statement-breakpoint
CREATE INDEX "webhook_deliveries_at" ON "webhook_deliveries" ("workspace_id","at");--> statement-breakpoint
ALTER TABLE "credentials" ADD CONSTRAINT "credentials_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "two_factors" ADD CONSTRAINT "two_factors_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE;