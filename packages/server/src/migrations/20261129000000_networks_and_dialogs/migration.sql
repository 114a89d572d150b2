CREATE TABLE "intent_weights" (
	"workspace_id" uuid,
	"id" uuid,
	"weights" jsonb NOT NULL,
	"changed_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "intent_weights_pk" PRIMARY KEY("workspace_id","id")
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
ALTER TABLE "interest_counts" ADD COLUMN "lead" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "interests" ADD COLUMN "lead_id" uuid;--> statement-breakpoint
ALTER TABLE "interests" ADD COLUMN "lead_state" text;--> statement-breakpoint
ALTER TABLE "interests" DROP COLUMN "search";--> statement-breakpoint
ALTER TABLE "interests" ADD COLUMN "search" tsvector GENERATED ALWAYS AS (array_to_tsvector(array['@' || workspace_id::text]) || to_tsvector('russian'::regconfig, translate(left(coalesce(author_name, '') || ' ' || coalesce(author ->> 'email', '') || ' ' || coalesce(source_title, '') || ' ' || text, 200000), 'ёЁ', 'еЕ'))) STORED;--> statement-breakpoint
CREATE INDEX "interests_intent" ON "interests" ("workspace_id","activity_class","action","occurred_at","id") WHERE "processed_at" is null;--> statement-breakpoint
CREATE INDEX "interests_leads" ON "interests" ("workspace_id","occurred_at","id") WHERE "lead_state" is not null;--> statement-breakpoint
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