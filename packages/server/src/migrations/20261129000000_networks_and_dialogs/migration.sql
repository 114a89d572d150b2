CREATE TABLE "calls" (
	"workspace_id" uuid,
	"id" uuid,
	"channel_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"interest_id" uuid,
	"facts" jsonb NOT NULL,
	"phone" text,
	"direction" text,
	"stage" text,
	"started_at" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "calls_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "calls_external_key" UNIQUE("workspace_id","channel_id","external_id")
);
--> statement-breakpoint
CREATE TABLE "channel_objects" (
	"workspace_id" uuid,
	"id" uuid,
	"channel_id" uuid NOT NULL,
	"object_id" text NOT NULL,
	"title" text,
	"text" text NOT NULL,
	"url" text,
	"photo_url" text,
	"at" timestamp(3) with time zone,
	"updated_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "channel_objects_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "channel_gaps" (
	"workspace_id" uuid,
	"id" uuid,
	"channel_id" uuid NOT NULL,
	"since" timestamp(3) with time zone NOT NULL,
	"until" timestamp(3) with time zone NOT NULL,
	"operation_id" uuid,
	"closed_at" timestamp(3) with time zone,
	CONSTRAINT "channel_gaps_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "consents" (
	"workspace_id" uuid,
	"id" uuid,
	"network" text NOT NULL,
	"external_id" text NOT NULL,
	"purpose" text NOT NULL,
	"text_version" text NOT NULL,
	"text_hash" text NOT NULL,
	"text" text NOT NULL,
	"operator_name" text NOT NULL,
	"operator_address" text NOT NULL,
	"source" text NOT NULL,
	"ip" text,
	"user_agent" text,
	"evidence" jsonb NOT NULL,
	"given_at" timestamp(3) with time zone NOT NULL,
	"withdrawn_at" timestamp(3) with time zone,
	CONSTRAINT "consents_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "conversation_bindings" (
	"workspace_id" uuid,
	"id" uuid,
	"conversation_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"object_id" uuid NOT NULL,
	"by" jsonb NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "conversation_bindings_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "conversation_counts" (
	"workspace_id" uuid,
	"id" uuid,
	"channel_id" uuid,
	"responsible_id" uuid,
	"state" text NOT NULL,
	"unanswered" boolean NOT NULL,
	"snoozed" boolean NOT NULL,
	"delta" integer NOT NULL,
	CONSTRAINT "conversation_counts_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "conversation_seen" (
	"workspace_id" uuid,
	"id" uuid,
	"conversation_id" uuid NOT NULL,
	"member_id" uuid NOT NULL,
	"seen_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "conversation_seen_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "conversations" (
	"workspace_id" uuid,
	"id" uuid,
	"channel_id" uuid,
	"external_chat_id" text NOT NULL,
	"kind" text NOT NULL,
	"source_type" text,
	"title" text,
	"source_url" text,
	"contact_id" uuid,
	"person_name" text,
	"member_ids" jsonb DEFAULT '[]' NOT NULL,
	"state" text NOT NULL,
	"responsible_id" uuid,
	"responsible_since" timestamp(3) with time zone,
	"responsible_reason" jsonb,
	"accepted_at" timestamp(3) with time zone,
	"accepted_by_id" uuid,
	"snoozed_until" timestamp(3) with time zone,
	"unanswered_since" timestamp(3) with time zone,
	"last_message_at" timestamp(3) with time zone NOT NULL,
	"last_in_at" timestamp(3) with time zone,
	"last_out_at" timestamp(3) with time zone,
	"last_out_by" text,
	"last" jsonb,
	"reply_target" jsonb,
	"window_until" timestamp(3) with time zone,
	"forbidden_since" timestamp(3) with time zone,
	"delivered_until" timestamp(3) with time zone,
	"read_until" timestamp(3) with time zone,
	"interest_id" uuid,
	"session_started_at" timestamp(3) with time zone,
	"off_hours_replied_at" timestamp(3) with time zone,
	"campaign" text,
	"closed_at" timestamp(3) with time zone,
	"closed_by" jsonb,
	"closed_way" text,
	"closed_reason" text,
	"rating_asked_at" timestamp(3) with time zone,
	"rating" smallint,
	"rated_at" timestamp(3) with time zone,
	"review" jsonb,
	"mark_count" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "conversations_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "conversations_chat_key" UNIQUE NULLS NOT DISTINCT("workspace_id","channel_id","external_chat_id")
);
--> statement-breakpoint
CREATE TABLE "conversation_marks" (
	"workspace_id" uuid,
	"id" uuid,
	"conversation_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"words" text NOT NULL,
	"by" jsonb NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "conversation_marks_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "early_signals" (
	"workspace_id" uuid,
	"id" uuid,
	"channel_id" uuid NOT NULL,
	"chat_id" text NOT NULL,
	"message_id" text NOT NULL,
	"kind" text NOT NULL,
	"text" text,
	"by" text,
	"at" timestamp(3) with time zone NOT NULL,
	"received_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "early_signals_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "message_attachments" (
	"workspace_id" uuid,
	"id" uuid,
	"conversation_id" uuid NOT NULL,
	"message_id" uuid NOT NULL,
	"occurred_at" timestamp(3) with time zone NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"name" text NOT NULL,
	"mime" text NOT NULL,
	"size" integer,
	"file_id" uuid,
	"url" text,
	"remote_ref" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_try_at" timestamp(3) with time zone,
	CONSTRAINT "message_attachments_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "message_versions" (
	"workspace_id" uuid,
	"id" uuid,
	"message_id" uuid NOT NULL,
	"text" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"by" text,
	CONSTRAINT "message_versions_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"workspace_id" uuid,
	"id" uuid,
	"conversation_id" uuid NOT NULL,
	"channel_id" uuid,
	"contact_id" uuid,
	"direction" text NOT NULL,
	"external_id" text,
	"parts" jsonb,
	"author" jsonb NOT NULL,
	"member_id" uuid,
	"reason" jsonb,
	"text" text NOT NULL,
	"fields" jsonb DEFAULT '[]' NOT NULL,
	"occurred_at" timestamp(3) with time zone NOT NULL,
	"received_at" timestamp(3) with time zone NOT NULL,
	"reply_to_id" uuid,
	"reply_to_external_id" text,
	"album_key" text,
	"file_ids" jsonb DEFAULT '[]' NOT NULL,
	"attachment_count" integer DEFAULT 0 NOT NULL,
	"mention_ids" jsonb DEFAULT '[]' NOT NULL,
	"interest_id" uuid,
	"state" text,
	"error" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"send_after" timestamp(3) with time zone,
	"next_try_at" timestamp(3) with time zone,
	"sending_at" timestamp(3) with time zone,
	"sent_at" timestamp(3) with time zone,
	"delivered_at" timestamp(3) with time zone,
	"read_at" timestamp(3) with time zone,
	"url" text,
	"automatic" boolean DEFAULT false NOT NULL,
	"template_id" uuid,
	"edited_at" timestamp(3) with time zone,
	"removed_at" timestamp(3) with time zone,
	"removed_by" text,
	"search" tsvector GENERATED ALWAYS AS (to_tsvector('russian'::regconfig, translate(left(text, 100000), 'ёЁ', 'еЕ')) || array_to_tsvector(array['w' || replace(workspace_id::text, '-', '')])) STORED NOT NULL,
	CONSTRAINT "messages_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "channel_lines" (
	"workspace_id" uuid,
	"id" uuid,
	"participant_ids" jsonb DEFAULT '[]' NOT NULL,
	"on_new_person" jsonb DEFAULT '[]' NOT NULL,
	"rest_until" timestamp(3) with time zone,
	CONSTRAINT "channel_lines_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "conversation_settings" (
	"workspace_id" uuid,
	"id" uuid,
	"undo_seconds" integer DEFAULT 0 NOT NULL,
	"last_operator_first" boolean DEFAULT true NOT NULL,
	"max_open" integer,
	"hours" jsonb NOT NULL,
	"off_hours_reply" text,
	"reassign_after_minutes" integer,
	"close_after_hours" integer,
	"rating_request" text,
	CONSTRAINT "conversation_settings_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "greeting_people" (
	"workspace_id" uuid,
	"id" uuid,
	"channel_id" uuid NOT NULL,
	"chat_id" text NOT NULL,
	"contact_id" uuid,
	"name" text,
	"source_type" text NOT NULL,
	"trigger" text NOT NULL,
	"state" text NOT NULL,
	"error" text,
	"target" jsonb NOT NULL,
	"window_until" timestamp(3) with time zone,
	"came_at" timestamp(3) with time zone NOT NULL,
	"greeted_at" timestamp(3) with time zone,
	"sent_at" timestamp(3) with time zone,
	"silent_at" timestamp(3) with time zone,
	"answered_at" timestamp(3) with time zone,
	"approved_at" timestamp(3) with time zone,
	"approve_error" text,
	"referred_at" timestamp(3) with time zone,
	"source" text,
	"link_id" uuid,
	"conversation_id" uuid,
	"message_id" uuid,
	"interest_id" uuid,
	CONSTRAINT "greeting_people_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "greeting_rules" (
	"workspace_id" uuid,
	"id" uuid,
	"enabled" boolean NOT NULL,
	"on_request" boolean NOT NULL,
	"on_message" boolean NOT NULL,
	"template_id" uuid,
	"texts" jsonb NOT NULL,
	"day_limit" integer NOT NULL,
	"spacing_seconds" integer NOT NULL,
	"approve" text NOT NULL,
	"silent_after_hours" integer NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "greeting_rules_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "referral_links" (
	"workspace_id" uuid,
	"id" uuid,
	"channel_id" uuid NOT NULL,
	"name" text NOT NULL,
	"code" text NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"removed_at" timestamp(3) with time zone,
	CONSTRAINT "referral_links_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "intent_weights" (
	"workspace_id" uuid,
	"id" uuid,
	"weights" jsonb NOT NULL,
	"changed_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "intent_weights_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "interest_folds" (
	"workspace_id" uuid,
	"id" uuid,
	"channel_id" uuid NOT NULL,
	"fold_key" text NOT NULL,
	"interest_id" uuid,
	CONSTRAINT "interest_folds_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "interest_participants" (
	"workspace_id" uuid,
	"id" uuid,
	"interest_id" uuid NOT NULL,
	"channel_id" uuid NOT NULL,
	"external_id" text NOT NULL,
	"contact_id" uuid,
	"name" text,
	"author" jsonb,
	"action" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"withdrawn_at" timestamp(3) with time zone,
	"search" tsvector GENERATED ALWAYS AS (to_tsvector('russian'::regconfig, translate(left(coalesce(name, ''), 1000), 'ёЁ', 'еЕ'))) STORED NOT NULL,
	CONSTRAINT "interest_participants_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "interest_pending" (
	"workspace_id" uuid,
	"id" uuid,
	"key" text NOT NULL,
	"change" jsonb NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "interest_pending_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "interest_versions" (
	"workspace_id" uuid,
	"id" uuid,
	"interest_id" uuid NOT NULL,
	"text" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"received_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "interest_versions_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "leads" (
	"workspace_id" uuid,
	"id" uuid,
	"interest_id" uuid NOT NULL,
	"contact_id" uuid,
	"created_at" timestamp(3) with time zone NOT NULL,
	"by" jsonb NOT NULL,
	"state" text NOT NULL,
	"closed_at" timestamp(3) with time zone,
	"closed_by" jsonb,
	"closed_reason" text,
	"responsible_id" uuid,
	"note" text DEFAULT '' NOT NULL,
	"source_type" text NOT NULL,
	"activity_class" text NOT NULL,
	"action" text NOT NULL,
	"source_title" text,
	"source_url" text,
	"author_name" text,
	"author" jsonb,
	"text" text NOT NULL,
	"occurred_at" timestamp(3) with time zone NOT NULL,
	"product_id" uuid,
	CONSTRAINT "leads_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "listening_import_cards" (
	"workspace_id" uuid,
	"import_id" uuid,
	"interest_id" uuid,
	CONSTRAINT "listening_import_cards_pk" PRIMARY KEY("workspace_id","import_id","interest_id")
);
--> statement-breakpoint
CREATE TABLE "listening_imports" (
	"workspace_id" uuid,
	"id" uuid,
	"file_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"headings" jsonb NOT NULL,
	"row_count" integer NOT NULL,
	"mapping" jsonb,
	"operation_id" uuid,
	"added" integer DEFAULT 0 NOT NULL,
	"known" integer DEFAULT 0 NOT NULL,
	"failed" integer DEFAULT 0 NOT NULL,
	"problems" jsonb DEFAULT '[]' NOT NULL,
	"by" jsonb NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"undone_at" timestamp(3) with time zone,
	CONSTRAINT "listening_imports_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "listening_mappings" (
	"workspace_id" uuid,
	"headings_hash" text,
	"mapping" jsonb NOT NULL,
	CONSTRAINT "listening_mappings_pk" PRIMARY KEY("workspace_id","headings_hash")
);
--> statement-breakpoint
CREATE TABLE "planned_contacts" (
	"workspace_id" uuid,
	"id" uuid,
	"contact_id" uuid,
	"interest_id" uuid,
	"author_name" text,
	"due_at" timestamp(3) with time zone NOT NULL,
	"what" text NOT NULL,
	"member_id" uuid NOT NULL,
	"state" text NOT NULL,
	"by" jsonb NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"closed_at" timestamp(3) with time zone,
	"closed_by" jsonb,
	"remind_at" timestamp(3) with time zone,
	CONSTRAINT "planned_contacts_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "posts" (
	"workspace_id" uuid,
	"id" uuid,
	"channel_id" uuid NOT NULL,
	"place_id" text NOT NULL,
	"place_name" text NOT NULL,
	"text" text NOT NULL,
	"publish_at" timestamp(3) with time zone,
	"held_by" text NOT NULL,
	"state" text NOT NULL,
	"external_id" text,
	"url" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"error" text,
	"by" jsonb NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	"send_after" timestamp(3) with time zone NOT NULL,
	"sending_at" timestamp(3) with time zone,
	"doubt_since" timestamp(3) with time zone,
	"sent_at" timestamp(3) with time zone,
	CONSTRAINT "posts_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "site_messages" (
	"workspace_id" uuid,
	"id" uuid,
	"channel_id" uuid NOT NULL,
	"chat_id" text NOT NULL,
	"seq" integer NOT NULL,
	"client_id" text NOT NULL,
	"author" text NOT NULL,
	"author_name" text NOT NULL,
	"text" text NOT NULL,
	"files" jsonb NOT NULL,
	"created_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "site_messages_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "site_visits" (
	"workspace_id" uuid,
	"id" uuid,
	"channel_id" uuid NOT NULL,
	"visitor_id" text NOT NULL,
	"at" timestamp(3) with time zone NOT NULL,
	"url" text NOT NULL,
	"title" text NOT NULL,
	"referrer" text NOT NULL,
	"utm" jsonb NOT NULL,
	CONSTRAINT "site_visits_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "templates" (
	"workspace_id" uuid,
	"id" uuid,
	"name" text NOT NULL,
	"shortcut" text,
	"folder" text DEFAULT '' NOT NULL,
	"purpose" text NOT NULL,
	"text" text NOT NULL,
	"variants" jsonb DEFAULT '[]' NOT NULL,
	"file_ids" jsonb DEFAULT '[]' NOT NULL,
	"channel_ids" jsonb DEFAULT '[]' NOT NULL,
	"shared" boolean NOT NULL,
	"member_id" uuid,
	"by" jsonb NOT NULL,
	"used_count" integer DEFAULT 0 NOT NULL,
	"last_used_at" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "templates_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "channels" ADD COLUMN "memory" jsonb DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "channels" ADD COLUMN "inspection" jsonb;--> statement-breakpoint
ALTER TABLE "channels" ADD COLUMN "quiet_since" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "channels" ADD COLUMN "reminded" jsonb DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "channels" ADD COLUMN "upkeep_note" jsonb;--> statement-breakpoint
ALTER TABLE "interest_attachments" ADD COLUMN "state" text DEFAULT 'stored' NOT NULL;--> statement-breakpoint
ALTER TABLE "interest_attachments" ADD COLUMN "remote" jsonb;--> statement-breakpoint
ALTER TABLE "interest_attachments" ADD COLUMN "error" jsonb;--> statement-breakpoint
ALTER TABLE "interest_attachments" ADD COLUMN "attempts" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "interest_attachments" ADD COLUMN "next_try_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "interest_counts" ADD COLUMN "lead" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "interests" ADD COLUMN "lead_id" uuid;--> statement-breakpoint
ALTER TABLE "interests" ADD COLUMN "lead_state" text;--> statement-breakpoint
ALTER TABLE "interests" ADD COLUMN "fold_key" text;--> statement-breakpoint
ALTER TABLE "interests" ADD COLUMN "act_count" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "interests" ADD COLUMN "withdrawn_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "interests" ADD COLUMN "edited_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "interests" ADD COLUMN "removed_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "interests" ADD COLUMN "removed_by" text;--> statement-breakpoint
ALTER TABLE "interests" ADD COLUMN "presence_at" timestamp(3) with time zone;--> statement-breakpoint
ALTER TABLE "interests" ADD COLUMN "act_marks" jsonb DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "interests" ADD COLUMN "object_id" text;--> statement-breakpoint
ALTER TABLE "interests" ADD COLUMN "parent_key" text;--> statement-breakpoint
ALTER TABLE "interests" ADD COLUMN "campaign" text;--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "conversation_id" uuid;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD COLUMN "conversation_id" uuid;--> statement-breakpoint
ALTER TABLE "interests" DROP COLUMN "search";--> statement-breakpoint
ALTER TABLE "interests" ADD COLUMN "search" tsvector GENERATED ALWAYS AS (array_to_tsvector(array['@' || workspace_id::text]) || to_tsvector('russian'::regconfig, translate(left(coalesce(author_name, '') || ' ' || coalesce(author ->> 'email', '') || ' ' || coalesce(source_title, '') || ' ' || text, 200000), 'ёЁ', 'еЕ'))) STORED;--> statement-breakpoint
ALTER TABLE "interest_attachments" ALTER COLUMN "file_id" DROP NOT NULL;--> statement-breakpoint
CREATE INDEX "calls_phone" ON "calls" ("workspace_id","phone","started_at");--> statement-breakpoint
CREATE UNIQUE INDEX "channel_objects_object_key" ON "channel_objects" ("workspace_id","object_id");--> statement-breakpoint
CREATE INDEX "channel_gaps_open" ON "channel_gaps" ("workspace_id","channel_id") WHERE "closed_at" is null;--> statement-breakpoint
CREATE INDEX "consents_subject" ON "consents" ("workspace_id","network","external_id","purpose","given_at");--> statement-breakpoint
CREATE INDEX "consents_in_force" ON "consents" ("workspace_id","network","external_id","purpose") WHERE "withdrawn_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "conversation_bindings_key" ON "conversation_bindings" ("workspace_id","conversation_id","kind","object_id");--> statement-breakpoint
CREATE INDEX "conversation_bindings_object" ON "conversation_bindings" ("workspace_id","object_id");--> statement-breakpoint
CREATE UNIQUE INDEX "conversation_seen_key" ON "conversation_seen" ("workspace_id","member_id","conversation_id");--> statement-breakpoint
CREATE INDEX "conversations_list" ON "conversations" ("workspace_id","last_message_at","id");--> statement-breakpoint
CREATE INDEX "conversations_open" ON "conversations" ("workspace_id","last_message_at","id") WHERE "state" <> 'closed';--> statement-breakpoint
CREATE INDEX "conversations_new" ON "conversations" ("workspace_id","last_message_at","id") WHERE "state" = 'new';--> statement-breakpoint
CREATE INDEX "conversations_responsible" ON "conversations" ("workspace_id","responsible_id","last_message_at","id") WHERE "state" <> 'closed';--> statement-breakpoint
CREATE INDEX "conversations_unanswered" ON "conversations" ("workspace_id","unanswered_since","id") WHERE "unanswered_since" is not null;--> statement-breakpoint
CREATE INDEX "conversations_snoozed" ON "conversations" ("workspace_id","snoozed_until","id") WHERE "snoozed_until" is not null;--> statement-breakpoint
CREATE INDEX "conversations_contact" ON "conversations" ("workspace_id","contact_id","last_message_at");--> statement-breakpoint
CREATE INDEX "conversations_interest" ON "conversations" ("workspace_id","interest_id") WHERE "interest_id" is not null;--> statement-breakpoint
CREATE INDEX "conversations_channel" ON "conversations" ("workspace_id","channel_id","last_message_at","id");--> statement-breakpoint
CREATE INDEX "conversations_quiet" ON "conversations" ("workspace_id","last_out_at") WHERE "state" = 'open' and "unanswered_since" is null;--> statement-breakpoint
CREATE INDEX "conversations_colleagues" ON "conversations" ("workspace_id","last_message_at","id") WHERE "kind" = 'colleague';--> statement-breakpoint
CREATE INDEX "conversation_marks_message" ON "conversation_marks" ("workspace_id","message_id");--> statement-breakpoint
CREATE UNIQUE INDEX "early_signals_key" ON "early_signals" ("workspace_id","channel_id","chat_id","message_id","kind","at");--> statement-breakpoint
CREATE INDEX "early_signals_received" ON "early_signals" ("workspace_id","received_at");--> statement-breakpoint
CREATE INDEX "message_attachments_message" ON "message_attachments" ("workspace_id","message_id");--> statement-breakpoint
CREATE INDEX "message_attachments_gallery" ON "message_attachments" ("workspace_id","conversation_id","occurred_at","id");--> statement-breakpoint
CREATE INDEX "message_attachments_waiting" ON "message_attachments" ("workspace_id","id") WHERE "state" = 'waiting';--> statement-breakpoint
CREATE INDEX "message_versions_message" ON "message_versions" ("workspace_id","message_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "messages_external_key" ON "messages" ("workspace_id","conversation_id","external_id") WHERE "external_id" is not null;--> statement-breakpoint
CREATE INDEX "messages_thread" ON "messages" ("workspace_id","conversation_id","occurred_at","id");--> statement-breakpoint
CREATE INDEX "messages_recent" ON "messages" ("workspace_id","occurred_at","id");--> statement-breakpoint
CREATE INDEX "messages_under_way" ON "messages" ("workspace_id","conversation_id","send_after","id") WHERE "state" in ('queued', 'sending', 'unknown');--> statement-breakpoint
CREATE INDEX "messages_unread" ON "messages" ("workspace_id","conversation_id","sent_at") WHERE "state" in ('sent', 'delivered');--> statement-breakpoint
CREATE INDEX "messages_parts" ON "messages" ("workspace_id","conversation_id") WHERE "parts" is not null;--> statement-breakpoint
CREATE INDEX "messages_interest" ON "messages" ("workspace_id","interest_id","occurred_at") WHERE "interest_id" is not null and "direction" = 'out';--> statement-breakpoint
CREATE INDEX "messages_search" ON "messages" USING gin ("search") WITH (gin_pending_list_limit=256);--> statement-breakpoint
CREATE UNIQUE INDEX "greeting_people_person_key" ON "greeting_people" ("workspace_id","channel_id","chat_id");--> statement-breakpoint
CREATE INDEX "greeting_people_came" ON "greeting_people" ("workspace_id","came_at","id");--> statement-breakpoint
CREATE INDEX "greeting_people_waiting" ON "greeting_people" ("workspace_id","channel_id","came_at") WHERE "state" = 'waiting';--> statement-breakpoint
CREATE INDEX "greeting_people_greeted" ON "greeting_people" ("workspace_id","channel_id","greeted_at");--> statement-breakpoint
CREATE UNIQUE INDEX "greeting_people_message_key" ON "greeting_people" ("workspace_id","message_id") WHERE "message_id" is not null;--> statement-breakpoint
CREATE INDEX "greeting_people_link" ON "greeting_people" ("workspace_id","link_id") WHERE "link_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "referral_links_code_key" ON "referral_links" ("workspace_id","channel_id","code");--> statement-breakpoint
CREATE UNIQUE INDEX "interest_folds_key" ON "interest_folds" ("workspace_id","channel_id","fold_key");--> statement-breakpoint
CREATE UNIQUE INDEX "interest_participants_act_key" ON "interest_participants" ("workspace_id","channel_id","external_id") WHERE "withdrawn_at" is null;--> statement-breakpoint
CREATE INDEX "interest_participants_act" ON "interest_participants" ("workspace_id","channel_id","external_id","at");--> statement-breakpoint
CREATE INDEX "interest_participants_interest" ON "interest_participants" ("workspace_id","interest_id","at","id");--> statement-breakpoint
CREATE INDEX "interest_participants_contact" ON "interest_participants" ("workspace_id","contact_id","at");--> statement-breakpoint
CREATE INDEX "interest_participants_search" ON "interest_participants" USING gin ("search") WITH (gin_pending_list_limit=256);--> statement-breakpoint
CREATE INDEX "interest_pending_key" ON "interest_pending" ("workspace_id","key");--> statement-breakpoint
CREATE INDEX "interest_pending_created" ON "interest_pending" ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "interest_versions_interest" ON "interest_versions" ("workspace_id","interest_id","at","id");--> statement-breakpoint
CREATE INDEX "interest_attachments_pending" ON "interest_attachments" ("workspace_id","next_try_at") WHERE "state" = 'pending';--> statement-breakpoint
CREATE INDEX "interests_intent" ON "interests" ("workspace_id","activity_class","action","occurred_at","id") WHERE "processed_at" is null;--> statement-breakpoint
CREATE INDEX "interests_leads" ON "interests" ("workspace_id","occurred_at","id") WHERE "lead_state" is not null;--> statement-breakpoint
CREATE INDEX "interests_object" ON "interests" ("workspace_id","object_id") WHERE "object_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "leads_interest_key" ON "leads" ("workspace_id","interest_id");--> statement-breakpoint
CREATE INDEX "leads_state" ON "leads" ("workspace_id","state","id");--> statement-breakpoint
CREATE INDEX "leads_responsible" ON "leads" ("workspace_id","responsible_id","id");--> statement-breakpoint
CREATE INDEX "leads_contact" ON "leads" ("workspace_id","contact_id","id");--> statement-breakpoint
CREATE INDEX "listening_imports_created" ON "listening_imports" ("workspace_id","created_at");--> statement-breakpoint
CREATE INDEX "planned_contacts_due" ON "planned_contacts" ("workspace_id","due_at","id") WHERE "state" = 'planned';--> statement-breakpoint
CREATE INDEX "planned_contacts_member" ON "planned_contacts" ("workspace_id","member_id","state","due_at","id");--> statement-breakpoint
CREATE INDEX "planned_contacts_contact" ON "planned_contacts" ("workspace_id","contact_id","due_at");--> statement-breakpoint
CREATE INDEX "planned_contacts_interest" ON "planned_contacts" ("workspace_id","interest_id","due_at");--> statement-breakpoint
CREATE INDEX "planned_contacts_remind" ON "planned_contacts" ("workspace_id","remind_at") WHERE "remind_at" is not null;--> statement-breakpoint
CREATE INDEX "posts_channel" ON "posts" ("workspace_id","channel_id","created_at","id");--> statement-breakpoint
CREATE INDEX "posts_under_way" ON "posts" ("workspace_id","send_after") WHERE "state" in ('queued', 'sending');--> statement-breakpoint
CREATE UNIQUE INDEX "site_messages_seq" ON "site_messages" ("workspace_id","channel_id","chat_id","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "site_messages_client" ON "site_messages" ("workspace_id","channel_id","chat_id","client_id");--> statement-breakpoint
CREATE INDEX "site_visits_visitor" ON "site_visits" ("workspace_id","visitor_id","at");--> statement-breakpoint
CREATE INDEX "templates_list" ON "templates" ("workspace_id","shared","member_id","used_count");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_dialog" ON "webhook_deliveries" ("workspace_id","webhook_id","conversation_id","id") WHERE "state" = 'waiting';--> statement-breakpoint
CREATE INDEX "interests_search" ON "interests" USING gin ("search") WITH (gin_pending_list_limit=256);