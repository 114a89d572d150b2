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
ALTER TABLE "interests" DROP COLUMN "search";--> statement-breakpoint
ALTER TABLE "interests" ADD COLUMN "search" tsvector GENERATED ALWAYS AS (array_to_tsvector(array['@' || workspace_id::text]) || to_tsvector('russian'::regconfig, translate(left(coalesce(author_name, '') || ' ' || coalesce(author ->> 'email', '') || ' ' || coalesce(source_title, '') || ' ' || text, 200000), 'ёЁ', 'еЕ'))) STORED;--> statement-breakpoint
ALTER TABLE "interest_attachments" ALTER COLUMN "file_id" DROP NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "channel_objects_object_key" ON "channel_objects" ("workspace_id","object_id");--> statement-breakpoint
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
CREATE INDEX "planned_contacts_due" ON "planned_contacts" ("workspace_id","due_at","id") WHERE "state" = 'planned';--> statement-breakpoint
CREATE INDEX "planned_contacts_member" ON "planned_contacts" ("workspace_id","member_id","state","due_at","id");--> statement-breakpoint
CREATE INDEX "planned_contacts_contact" ON "planned_contacts" ("workspace_id","contact_id","due_at");--> statement-breakpoint
CREATE INDEX "planned_contacts_interest" ON "planned_contacts" ("workspace_id","interest_id","due_at");--> statement-breakpoint
CREATE INDEX "planned_contacts_remind" ON "planned_contacts" ("workspace_id","remind_at") WHERE "remind_at" is not null;--> statement-breakpoint
CREATE INDEX "interests_search" ON "interests" USING gin ("search") WITH (gin_pending_list_limit=256);