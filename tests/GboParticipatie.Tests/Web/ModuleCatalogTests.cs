using GboParticipatie.Web.Hosting;
using GboParticipatie.Web.Modules;

namespace GboParticipatie.Tests.Web;

public sealed class ModuleCatalogTests
{
    [Fact]
    public void The_modules_beside_the_program_are_found_in_order_of_dependency()
    {
        var ids = ModuleCatalog.Discover().Features.Select(f => f.Id).ToList();

        Assert.Contains("GboParticipatie.Klankgroep", ids);
        Assert.True(ids.IndexOf("GboParticipatie.Theme") < ids.IndexOf("GboParticipatie.Network"));
        Assert.True(ids.IndexOf("GboParticipatie.Workflows") < ids.IndexOf("GboParticipatie.Klankgroep"));
    }

    [Fact]
    public void A_dependency_that_no_module_declares_is_named()
    {
        var problem = Assert.Throws<StartupException>(() => new ModuleCatalog([Feature("A", "Weg")]));

        Assert.Contains("'A'", problem.Message, StringComparison.Ordinal);
        Assert.Contains("'Weg'", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_circle_of_dependencies_is_named()
    {
        var problem = Assert.Throws<StartupException>(() => new ModuleCatalog([Feature("A", "B"), Feature("B", "C"), Feature("C", "A")]));

        Assert.Contains("A -> B -> C -> A", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_that_two_modules_declare_is_named()
        => Assert.Contains("'A'", Assert.Throws<StartupException>(() => new ModuleCatalog([Feature("A"), Feature("A")])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_feature_takes_what_it_depends_on_with_it()
    {
        var catalog = new ModuleCatalog([Feature("A", "B"), Feature("B", "C"), Feature("C"), Feature("D")]);

        Assert.Equal(["C", "B", "A"], catalog.Enable(["A"]).Features.Select(f => f.Id));
    }

    [Fact]
    public void An_unknown_feature_is_named_with_those_that_exist()
    {
        var problem = Assert.Throws<StartupException>(() => new ModuleCatalog([Feature("A")]).Enable(["Typfout"]));

        Assert.Contains("'Typfout'", problem.Message, StringComparison.Ordinal);
        Assert.Contains("A", problem.Message, StringComparison.Ordinal);
    }

    private static Feature Feature(string id, params string[] dependencies) => new(id, id, "", "1.0.0", dependencies, typeof(ModuleCatalogTests).Assembly, IsModule: true);
}
