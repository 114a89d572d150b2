CREATE TABLE "intent_weights" (
	"workspace_id" uuid,
	"id" uuid,
	"weights" jsonb NOT NULL,
	"changed_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "intent_weights_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE INDEX "interests_intent" ON "interests" ("workspace_id","activity_class","action","occurred_at","id") WHERE "processed_at" is null;