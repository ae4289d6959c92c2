"""What was called a tray in code is called a buffer; the table keeps its name, and nothing in it is touched."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("vault", "0003_wrapped")]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RenameModel("Tray", "AnswerBuffer"),
                migrations.AlterModelTable("answerbuffer", "vault_tray"),
            ],
        ),
    ]
