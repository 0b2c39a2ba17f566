using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace GboParticipatie.Data.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class DeskOrder : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_AgendaItems_DueOn_Reference",
                table: "AgendaItems");

            migrationBuilder.DropIndex(
                name: "IX_AgendaItems_OwnerUserId_DueOn",
                table: "AgendaItems");

            migrationBuilder.CreateIndex(
                name: "IX_AgendaItems_DueOn_Reference_OwnerUserId",
                table: "AgendaItems",
                columns: new[] { "DueOn", "Reference", "OwnerUserId" },
                filter: "\"DueOn\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_AgendaItems_OwnerUserId_DueOn_FirstWordOn_IsConfirmed",
                table: "AgendaItems",
                columns: new[] { "OwnerUserId", "DueOn", "FirstWordOn", "IsConfirmed" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_AgendaItems_DueOn_Reference_OwnerUserId",
                table: "AgendaItems");

            migrationBuilder.DropIndex(
                name: "IX_AgendaItems_OwnerUserId_DueOn_FirstWordOn_IsConfirmed",
                table: "AgendaItems");

            migrationBuilder.CreateIndex(
                name: "IX_AgendaItems_DueOn_Reference",
                table: "AgendaItems",
                columns: new[] { "DueOn", "Reference" },
                filter: "\"DueOn\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_AgendaItems_OwnerUserId_DueOn",
                table: "AgendaItems",
                columns: new[] { "OwnerUserId", "DueOn" });
        }
    }
}
