using GboParticipatie.Data.Users;
using GboParticipatie.Web.Users.SecondStep;
using GboParticipatie.Web.Users.SignIn;
using GboParticipatie.Web.Users.Tokens;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace GboParticipatie.Web.Users.Data;

internal sealed class SignInChallengeConfiguration : IEntityTypeConfiguration<SignInChallenge>
{
    public void Configure(EntityTypeBuilder<SignInChallenge> builder)
    {
        builder.ToTable("SignInChallenges");
        builder.Property(x => x.Id).ValueGeneratedNever();
        builder.Property(x => x.Email).HasMaxLength(256);
        builder.Property(x => x.NormalizedEmail).HasMaxLength(256);
        builder.Property(x => x.ReturnUrl).HasMaxLength(2000);
        builder.HasIndex(x => x.LinkHash).IsUnique();
        builder.HasIndex(x => new { x.NormalizedEmail, x.CreatedAt });
        builder.HasIndex(x => x.CreatedAt);
    }
}

internal sealed class ApiTokenConfiguration : IEntityTypeConfiguration<ApiToken>
{
    public void Configure(EntityTypeBuilder<ApiToken> builder)
    {
        builder.ToTable("ApiTokens");
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Name).HasMaxLength(100);
        builder.Property(t => t.Prefix).HasMaxLength(20);
        builder.Property(t => t.Scopes).HasMaxLength(200);
        builder.Ignore(t => t.ScopeNames);
        builder.HasIndex(t => t.Hash).IsUnique();
        builder.HasOne<GboUser>().WithMany().HasForeignKey(t => t.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class AccountSecondStepConfiguration : IEntityTypeConfiguration<AccountSecondStep>
{
    public void Configure(EntityTypeBuilder<AccountSecondStep> builder)
    {
        builder.ToTable("SecondSteps");
        builder.HasKey(s => s.UserId);
        builder.Property(s => s.ProtectedSecret).HasMaxLength(1000);
        builder.HasOne<GboUser>().WithOne().HasForeignKey<AccountSecondStep>(s => s.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class RecoveryCodeConfiguration : IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> builder)
    {
        builder.ToTable("RecoveryCodes");
        builder.HasKey(r => new { r.UserId, r.Hash });
        builder.HasOne<GboUser>().WithMany().HasForeignKey(r => r.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
